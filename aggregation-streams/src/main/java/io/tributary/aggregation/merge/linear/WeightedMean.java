package io.tributary.aggregation.merge.linear;

/**
 * The default strategy: {@code step = sum_i n_i s(tau_i) clip_i u_i / sum_i n_i}, so that a window
 * of stale updates moves less.
 *
 * <p>FedAvg, McMahan et al. 2017, algorithm 1, on the factors of an adapter as in FedIT (Zhang et
 * al. 2024), per cluster as in FedRouter (ALGORITHMS.md, "Merging a cluster"); with the clip factor
 * min(1, S / ||u_i||) it is the norm-clipped mean.
 */
public record WeightedMean() implements LinearMean {
  @Override
  public String name() {
    return "weighted-mean";
  }
}
