package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws a few training rows of each client as samples of what it trained on. */
final class LocalSamples {
  /** The number of samples, S in FedDPA. */
  private static final int SAMPLES = 5;

  private LocalSamples() {}

  /**
   * Draws some training texts of each client, the same with the same seed; all where a client has
   * no more.
   */
  static SortedMap<ClientId, List<String>> of(Corpus corpus, RunPlan plan) {
    var texts = new TreeMap<ClientId, List<String>>();
    var random = new Random(plan.seed());
    for (ClientDataset client : corpus.clients()) {
      var own = new ArrayList<String>();
      client.train().forEach(row -> own.add(row.text(plan.settings().instructions())));
      Collections.shuffle(own, random);
      texts.put(client.client(), List.copyOf(own.subList(0, Math.min(SAMPLES, own.size()))));
    }
    return texts;
  }
}
