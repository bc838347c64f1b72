package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.MergeContribution;

/**
 * A buffer of K updates of equal weight: {@code step = (1 / K) sum_i s(tau_i) clip_i u_i}; divided
 * by the count, not by the sum of s, so that a stale buffer moves less. The paper's eta_g is the
 * server's learning rate.
 *
 * <p>FedBuff, Nguyen et al. 2022, algorithm 1; ALGORITHMS.md, "Asynchronous merging". s(tau) is
 * what the ledger made of it, in 2^-16ths; a window holds 2^15 - 1 updates.
 */
public record FedBuff() implements LinearMean {
  private static final int ONE = 1 << 16;

  @Override
  public String name() {
    return "fedbuff";
  }

  @Override
  public long units(MergeContribution part) {
    return ONE;
  }

  @Override
  public long weight(MergeContribution part) {
    return Math.max(1, (long) Math.rint(ONE * part.discount()));
  }
}
