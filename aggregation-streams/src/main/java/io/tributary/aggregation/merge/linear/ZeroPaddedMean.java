package io.tributary.aggregation.merge.linear;

/**
 * Mixed ranks whose changes are padded with zeros: {@code step = sum n_i s(tau_i) clip_i pad(u_i) /
 * sum n_i}, the divisor over all updates, so that a component which few trained moves less; its
 * value stays. Ours: the literature pads whole adapters, which also shrinks the value, see {@link
 * PaddedAdapterMean}.
 *
 * @param name in configuration, of the strategy that takes this mean
 */
public record ZeroPaddedMean(String name) implements LinearMean {
  /** The strategy of changes. */
  public ZeroPaddedMean() {
    this("zero-padded-mean");
  }

  @Override
  public boolean masksRanks() {
    return true;
  }
}
