package io.tributary.aggregation.merge.strategy;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.UpdateId;

/**
 * One update's contribution to a window as a merge strategy sees it: as the ledger decided it once,
 * with its rank resolved and every field in its bounds.
 *
 * @param update the update's name: it orders the contributions where an order is needed
 * @param units weight in 256ths of a sample, before any discount: 1..2^31-1
 * @param weight the units after the discount for staleness, s(tau) * units: 1..units
 * @param clip factor that scales the payload down to the norm bound: in (0, 1]
 * @param rank r_i, the rank components that the client trained are 0..r_i-1; at most the layout's
 * @param staleness tau, versions that the update's base lags behind
 * @param productNorm ||B_i A_i||_F over all target modules of the client's trained factors, for
 *     HetLoRA; 0 where no strategy asks for it
 */
public record MergeContribution(
    UpdateId update,
    long units,
    long weight,
    double clip,
    int rank,
    int staleness,
    double productNorm) {
  public MergeContribution {
    if (units < 1 || units > Integer.MAX_VALUE || weight < 1 || weight > units) {
      throw new IllegalArgumentException(
          "contribution of "
              + update
              + " must have units in 1..2^31-1 and a weight in 1..units, had "
              + units
              + " and "
              + weight);
    }
    if (!(clip > 0 && clip <= 1)) {
      throw new IllegalArgumentException(
          "contribution of " + update + " must have a clip factor in (0, 1], had " + clip);
    }
    if (rank < 1 || staleness < 0) {
      throw new IllegalArgumentException(
          "contribution of "
              + update
              + " must have rank >= 1 and staleness >= 0, had "
              + rank
              + " and "
              + staleness);
    }
    if (!(productNorm >= 0) || Double.isInfinite(productNorm)) {
      throw new IllegalArgumentException(
          "contribution of "
              + update
              + " must have a finite product norm >= 0, had "
              + productNorm);
    }
  }

  /**
   * Creates it from what the ledger decided.
   *
   * @param layoutRank R, the rank of an update that names none
   */
  public static MergeContribution of(Contribution decided, int layoutRank) {
    return new MergeContribution(
        decided.update(),
        decided.units(),
        decided.weight(),
        decided.clip(),
        decided.rank() == 0 ? layoutRank : decided.rank(),
        decided.staleness(),
        decided.productNorm());
  }

  /**
   * Returns s(tau) as far as integer weights determine it: the error is at most 1/512 of a sample
   * over the samples. Strategies that count something other than samples, such as product norms or
   * updates, discount by it.
   */
  public double discount() {
    return (double) weight / units;
  }
}
