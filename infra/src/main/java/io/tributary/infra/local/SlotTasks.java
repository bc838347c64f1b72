package io.tributary.infra.local;

import io.tributary.schemas.id.SlotId;
import io.tributary.worker.data.ClientRows;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many training rows of each task a slot holds: known only where rows are, to score. */
final class SlotTasks {
  private SlotTasks() {}

  static Map<SlotId, SortedMap<String, Long>> of(LocalRunTools tools, FederationView view) {
    SortedMap<SlotId, SortedMap<String, Long>> histograms = new TreeMap<>();
    for (ClientRows client : tools.corpus().clients()) {
      SortedMap<String, Long> rows = new TreeMap<>();
      client.train().forEach(row -> rows.merge(row.task(), 1L, Long::sum));
      histograms.put(new SlotId(client.client(), 0), rows);
    }
    return histograms;
  }
}
