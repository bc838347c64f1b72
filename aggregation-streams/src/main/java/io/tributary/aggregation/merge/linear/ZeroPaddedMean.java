package io.tributary.aggregation.merge.linear;

/**
 * Merges updates of mixed ranks, padded with zeros: {@code step = sum n_i s(tau_i) clip_i pad(u_i)
 * / sum n_i}, with the divisor over all updates, so that a component which few clients trained
 * moves less; its value stays. Padding changes is this project's own: the literature pads whole
 * adapters, which also shrinks the value, see {@link PaddedAdapterMean}.
 *
 * @param name in configuration, of the strategy that uses this mean
 */
public record ZeroPaddedMean(String name) implements LinearMean {
  /** Creates the strategy that merges changes. */
  public ZeroPaddedMean() {
    this("zero-padded-mean");
  }

  @Override
  public boolean masksRanks() {
    return true;
  }
}
