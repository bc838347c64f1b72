package io.tributary.worker.slot;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.train.ChooseSample;
import java.util.List;

/** How well an adapter does on some samples, without training it. */
@FunctionalInterface
public interface LossEvaluator {
  /** Their mean loss; texts are cut at {@code maxTokens}. */
  double of(LoraAdapter adapter, List<ChooseSample> samples, int maxTokens);
}
