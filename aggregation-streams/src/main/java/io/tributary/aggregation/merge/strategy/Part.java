package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.UpdateId;

/**
 * One update's part in a window, as the ledger decided it once.
 *
 * @param update the update's name: it orders the parts where an order is needed
 * @param units weight in 256ths of a sample, before any discount: 1..2^31-1
 * @param weight the same after the discount for staleness, s(tau) * units: 1..units
 * @param clip factor that brings the payload within the norm bound: in (0, 1]
 * @param rank r_i, the rank components that the client trained are 0..r_i-1; at most the layout's
 * @param staleness tau, versions that the update's base lags behind
 * @param productNorm ||B_i A_i||_F over all sites of the client's trained factors, for HetLoRA; 0
 *     where no strategy asks for it
 */
public record Part(
    UpdateId update,
    long units,
    long weight,
    double clip,
    int rank,
    int staleness,
    double productNorm) {
  public Part {
    if (units < 1 || units > Integer.MAX_VALUE || weight < 1 || weight > units) {
      throw new IllegalArgumentException(
          "part of "
              + update
              + " must have units in 1..2^31-1 and a weight in 1..units, had "
              + units
              + " and "
              + weight);
    }
    if (!(clip > 0 && clip <= 1)) {
      throw new IllegalArgumentException(
          "part of " + update + " must have a clip factor in (0, 1], had " + clip);
    }
    if (rank < 1 || staleness < 0) {
      throw new IllegalArgumentException(
          "part of "
              + update
              + " must have rank >= 1 and staleness >= 0, had "
              + rank
              + " and "
              + staleness);
    }
    if (!(productNorm >= 0) || Double.isInfinite(productNorm)) {
      throw new IllegalArgumentException(
          "part of " + update + " must have a finite product norm >= 0, had " + productNorm);
    }
  }

  /**
   * Creates a part from a contribution that the ledger decided.
   *
   * @param layoutRank R, the rank of an update that names none
   */
  public static Part of(Contribution decision, int layoutRank) {
    return new Part(
        decision.update(),
        decision.units(),
        decision.weight(),
        decision.clip(),
        decision.rank() == 0 ? layoutRank : decision.rank(),
        decision.staleness(),
        decision.productNorm());
  }

  /**
   * s(tau), as far as integer weights tell it: off by 1/512 of a sample over the samples at most.
   * Strategies that count something else than samples, as product norms or updates, discount by it.
   */
  public double discount() {
    return (double) weight / units;
  }
}
