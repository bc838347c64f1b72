package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.MergeContribution;

/**
 * Merges updates of mixed ranks, weighted by the product norms of the clients' adapters: {@code
 * step = sum_i z_i s(tau_i) clip_i pad(u_i) / sum_i z_i} with {@code z_i} proportional to {@code
 * ||B_i A_i||_F}.
 *
 * <p>The weights are those of HetLoRA's sparsity-weighted aggregation (Cho et al. 2024, section 4);
 * sample counts have no influence. Padding changes instead of whole adapters is this project's own:
 * for the paper's way see {@link PaddedAdapterMean}. Clients of rank r_i read the first r_i
 * components of the result.
 *
 * <p>Norms become integers once, {@code z_i = max(1, rint(2^16 ||B_i A_i||_F))}, so that sums stay
 * exact: the error is at most 2^-17 absolute. A window takes norms that sum up to 2^15.
 *
 * @param name in configuration, of the strategy that uses this mean
 */
public record HetLora(String name) implements LinearMean {
  private static final double ONE = 1 << 16;

  /** Creates the strategy that merges changes. */
  public HetLora() {
    this("hetlora");
  }

  /** Returns z_i; throws if the norm alone is more than a window takes. */
  @Override
  public long units(MergeContribution part) {
    double units = Math.rint(part.productNorm() * ONE);
    if (units > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "product norm of "
              + part.update()
              + " must be < 2^15 for "
              + name
              + ", was "
              + part.productNorm());
    }
    return Math.max(1, (long) units);
  }

  @Override
  public boolean ownUnits() {
    return true;
  }

  @Override
  public long weight(MergeContribution part) {
    return Math.max(1, (long) Math.rint(units(part) * part.discount()));
  }

  @Override
  public boolean masksRanks() {
    return true;
  }
}
