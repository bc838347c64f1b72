package io.tributary.infra.experiment.run;

import io.tributary.infra.evaluate.TaskHistograms;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.util.List;
import java.util.SortedMap;

/** Finds the tasks of slots from their announcements. */
final class SlotHistograms {
  private SlotHistograms() {}

  static SortedMap<SlotId, SortedMap<String, Long>> of(
      Corpus corpus, FederationOutcome outcome, FrozenModel model, RunPlan plan) {
    var histograms = new TaskHistograms();
    for (ClientDataset client : corpus.clients()) {
      float[][] centroids =
          outcome.slots().values().stream()
              .filter(slot -> slot.slot().client().equals(client.client()))
              .map(TaskEmbedding::centroid)
              .toArray(float[][]::new);
      List<String> texts =
          client.train().stream().map(row -> row.text(plan.settings().instructions())).toList();
      histograms.add(client.client(), client.train(), model.embed(texts), centroids);
    }
    return histograms.bySlot();
  }
}
