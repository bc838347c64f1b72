package io.tributary.schemas.event;

import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.List;

/**
 * An accepted update as it counts in a version.
 *
 * @param update id of the update
 * @param weight integer weight units, as in the ledger
 * @param clip factor on its payload
 * @param staleness versions that its base lagged behind
 * @param units weight units before the discount for staleness
 * @param rank rank components that the client trained, from 0; 0: all of the layout's
 * @param productNorm ||B A||_F over all target modules of the client's factors; 0: not measured
 */
public record Contribution(
    UpdateId update,
    long weight,
    double clip,
    int staleness,
    long units,
    int rank,
    double productNorm) {
  /**
   * Returns p in 0..1, the share of a slot's update in the version that these contributions made:
   * {@code w clip / sum d}, as the weighted mean merges it, whichever strategy made the version.
   */
  public static double share(List<Contribution> contributions, SlotId slot) {
    double divisor = contributions.stream().mapToLong(Contribution::units).sum();
    return contributions.stream()
        .filter(contribution -> contribution.update().slot().equals(slot))
        .mapToDouble(contribution -> contribution.weight() * contribution.clip() / divisor)
        .sum();
  }
}
