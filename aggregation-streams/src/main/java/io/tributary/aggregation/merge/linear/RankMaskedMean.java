package io.tributary.aggregation.merge.linear;

/**
 * Mixed ranks without dilution: {@code step_k = sum n_i s(tau_i) clip_i u_ik / sum n_i} for each
 * rank component k, both sums over the updates with {@code r_i > k} only; a component that nobody
 * trained keeps its values.
 *
 * <p>ALGORITHMS.md, "Clients of different ranks"; the division by those who trained a coordinate is
 * FIARSE's (Wu et al. 2024).
 */
public record RankMaskedMean() implements LinearMean {
  @Override
  public String name() {
    return "rank-masked-mean";
  }

  @Override
  public boolean masksRanks() {
    return true;
  }

  @Override
  public boolean dividesPerComponent() {
    return true;
  }
}
