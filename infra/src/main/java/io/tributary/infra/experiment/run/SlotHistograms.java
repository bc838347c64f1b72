package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.SlotId;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.Row;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many training rows of each task a slot holds, known only here, to score: a row belongs to the
 * slot whose centroid is nearest, as in the worker.
 */
final class SlotHistograms {
  private SlotHistograms() {}

  static SortedMap<SlotId, SortedMap<String, Long>> of(
      Corpus corpus, FederationOutcome outcome, FrozenModel model, RunPlan plan) {
    var histograms = new TreeMap<SlotId, SortedMap<String, Long>>();
    for (ClientRows client : corpus.clients()) {
      List<SlotId> slots =
          outcome.slots().keySet().stream()
              .filter(slot -> slot.client().equals(client.client()))
              .toList();
      if (slots.isEmpty()) {
        continue; // It never trained.
      }
      float[][] centroids =
          slots.stream()
              .map(slot -> outcome.slots().get(slot))
              .map(TaskEmbedding::centroid)
              .toArray(float[][]::new);
      float[][] rows =
          model.embed(
              client.train().stream()
                  .map(row -> row.text(plan.settings().instructions()))
                  .toList());
      for (int i = 0; i < rows.length; i++) {
        Row row = client.train().get(i);
        histograms
            .computeIfAbsent(slots.get(Nearest.index(rows[i], centroids)), s -> new TreeMap<>())
            .merge(row.task(), 1L, Long::sum);
      }
    }
    return histograms;
  }
}
