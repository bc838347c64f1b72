package io.tributary.worker.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.GraphScope;
import java.util.List;

/**
 * What training minimises over samples of one kind.
 *
 * @param <S> a sample
 */
interface Objective<S> {
  /** Tokens of a sample: how much work it is. */
  int tokens(S sample);

  /** Mean loss of the batch as a scalar of {@code scope}, differentiable in {@code delta}. */
  Step loss(GraphScope scope, AdapterForward adapterForward, List<S> batch);

  /**
   * The loss of one batch and the number of its tokens.
   *
   * @param loss a scalar
   * @param tokens seen, padding not counted
   */
  record Step(NDArray loss, long tokens) {}
}
