package io.tributary.worker.slot;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.train.MultipleChoiceSample;
import java.util.List;

/** Measures the loss of an adapter on some samples, without training it. */
@FunctionalInterface
public interface LossEvaluator {
  /** Returns the mean loss of the samples; texts are cut at {@code maxTokens} tokens. */
  double of(LoraAdapter adapter, List<MultipleChoiceSample> samples, int maxTokens);
}
