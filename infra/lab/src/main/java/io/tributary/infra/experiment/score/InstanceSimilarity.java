package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.ClientId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes how similar a question is to the rows that a client trained on, by its own adapter: the
 * weight of FedDPA's inference (Yang et al. 2024; ALGORITHMS.md, "Two adapters"). An embedding is
 * the masked mean of the last layer, because an encoder has no last token that has seen all others.
 */
final class InstanceSimilarity {
  /** The largest weight, w_max. */
  private static final double MOST = 0.5;

  private final FrozenModel model;
  private final Map<ClientId, List<String>> own;
  private final List<LabelledQuestion> questions;
  private final Map<ClientId, Map<LoraAdapter, float[]>> known = new ConcurrentHashMap<>();

  /**
   * Prepares the weights of some questions; embeddings are computed when they are needed.
   *
   * @param own some texts of each client
   */
  InstanceSimilarity(
      FrozenModel model, Map<ClientId, List<String>> own, List<LabelledQuestion> questions) {
    this.model = model;
    this.own = own;
    this.questions = questions;
  }

  /**
   * Returns the weight of every question, in their order; it is computed once for a client and its
   * adapter.
   */
  float[] weights(ClientId client, LoraAdapter adapter) {
    return known
        .computeIfAbsent(client, c -> new HashMap<>())
        .computeIfAbsent(adapter, a -> compute(client, a));
  }

  private float[] compute(ClientId client, LoraAdapter adapter) {
    float[][] samples = model.embed(own.get(client), adapter);
    float[][] asked = model.embed(questions.stream().map(LabelledQuestion::text).toList(), adapter);
    float[] weights = new float[asked.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) weight(asked[i], samples);
    }
    return weights;
  }

  /** Returns {@code w_max mean_s cos(x, s)}, at least 0, because cosines may be negative. */
  static double weight(float[] x, float[][] samples) {
    double sum = 0;
    for (float[] sample : samples) {
      sum += dot(x, sample) / Math.sqrt(dot(x, x) * dot(sample, sample));
    }
    return Math.max(0, MOST * sum / samples.length);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
