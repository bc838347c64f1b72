package io.tributary.worker.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.GraphScope;
import java.util.List;

/**
 * The function that training minimises over samples of one kind.
 *
 * @param <S> a sample
 */
interface Objective<S> {
  /** Returns the number of tokens of a sample, by which batches are sorted. */
  int tokens(S sample);

  /**
   * Returns the mean loss of the batch as a scalar of {@code scope}, differentiable in the
   * parameters of {@code adapterForward}.
   */
  Step loss(GraphScope scope, AdapterForward adapterForward, List<S> batch);

  /**
   * The loss of one batch and the number of its tokens.
   *
   * @param loss a scalar
   * @param tokens tokens of the batch, padding not counted
   */
  record Step(NDArray loss, long tokens) {}
}
