package io.tributary.infra.local.result;

import io.tributary.infra.evaluate.TaskHistograms;
import io.tributary.schemas.id.SlotId;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.util.Map;
import java.util.SortedMap;

/** Finds the tasks of slots from the state of this machine's workers. */
public final class SlotTasks {
  private SlotTasks() {}

  public static Map<SlotId, SortedMap<String, Long>> of(Corpus corpus, WorkerMemory memory) {
    var histograms = new TaskHistograms();
    for (ClientDataset client : corpus.clients()) {
      memory
          .of(client)
          .ifPresent(
              remembered ->
                  histograms.add(
                      client.client(),
                      remembered.rows(),
                      remembered.embeddings(),
                      remembered.centroids()));
    }
    return histograms.bySlot();
  }
}
