package io.tributary.infra.local;

import io.tributary.infra.local.WorkerMemory.Remembered;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.SlotId;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.data.Corpus;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many training rows of each task a slot holds: known only where the rows are, to score. A row
 * belongs to the slot whose centroid is nearest, as in the worker.
 */
final class SlotTasks {
  private SlotTasks() {}

  static Map<SlotId, SortedMap<String, Long>> of(Corpus corpus, WorkerMemory memory) {
    SortedMap<SlotId, SortedMap<String, Long>> histograms = new TreeMap<>();
    for (ClientRows client : corpus.clients()) {
      Optional<Remembered> remembered = memory.of(client);
      if (remembered.isPresent()) {
        Remembered rows = remembered.get();
        for (int i = 0; i < rows.embeddings().length; i++) {
          int slot = Nearest.index(rows.embeddings()[i], rows.centroids());
          histograms
              .computeIfAbsent(new SlotId(client.client(), slot), s -> new TreeMap<>())
              .merge(rows.rows().get(i).task(), 1L, Long::sum);
        }
      }
    }
    return histograms;
  }
}
