package io.tributary.aggregation.merge.linear;

/**
 * Mixed ranks padded with zeros: {@code step = sum n_i s(tau_i) clip_i pad(u_i) / sum n_i}, the
 * divisor over all updates, so that components which few trained are diluted.
 *
 * <p>The baseline that HetLoRA (Cho et al. 2024) improves on; algorithms C.7.
 */
public record ZeroPaddedMean() implements LinearMean {
  @Override
  public String name() {
    return "zero-padded-mean";
  }

  @Override
  public boolean masksRanks() {
    return true;
  }
}
