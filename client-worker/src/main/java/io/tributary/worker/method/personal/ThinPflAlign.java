package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.state.SlotMemory;

/**
 * Implements pFLAlign for thin clients, which keep no offset and no moments: a round starts from
 * the aggregator's personal start (topic {@code personal-adapters}), or from the cluster's adapter
 * where the slot did not contribute to it, and its offset is the difference between that start and
 * the cluster's adapter.
 *
 * <p>v and q begin at zero in every round. One number stays on disk, the learning rate that the
 * first round picked: if it were picked anew, it would rise as gradients fall (ALGORITHMS.md, "The
 * learning rate"), and on the bundled sample it reached {@link AlignmentRate#LARGEST} in some
 * slots' second round. With a given rate, a slot's update depends on nothing that a lost disk could
 * take away.
 *
 * @param aligned pFLAlign with state, whose rule of self-correction is ignored, because the
 *     aggregator has its own
 */
public record ThinPflAlign(PflAlign aligned) implements LocalMethod {
  /**
   * Creates the method; throws {@link IllegalArgumentException} if rounds start from the common
   * adapter anyway.
   */
  public ThinPflAlign {
    if (!aligned.variant().personalises()) {
      throw new IllegalArgumentException(
          "--alignment must not be no_personalization or sgd with --thin, as these start from the"
              + " common adapter and need no other start, was "
              + aligned.variant().flag());
    }
  }

  /**
   * Returns the thin form of a method; throws {@link IllegalArgumentException} for any but
   * pFLAlign.
   */
  public static ThinPflAlign of(LocalMethod method) {
    if (method instanceof PflAlign aligned) {
      return new ThinPflAlign(aligned);
    }
    throw new IllegalArgumentException(
        "--method must be pflalign with --thin, was " + method.name());
  }

  @Override
  public String name() {
    return aligned.name();
  }

  @Override
  public boolean isThin() {
    return true;
  }

  /**
   * Trains a round. It remembers only the rate, and the cluster that the next start must belong to.
   */
  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    Outcome outcome =
        aligned.round(round.remembering(rateOf(SlotMemory.EMPTY, round.memory())), localSteps);
    SlotMemory kept = rateOf(SlotMemory.in(round.cluster()), outcome.memory());
    return new Outcome(outcome.shared(), kept, outcome.result(), outcome.figures());
  }

  private static SlotMemory rateOf(SlotMemory into, SlotMemory from) {
    return from.number(PflAlign.RATE).map(eta -> into.with(PflAlign.RATE, eta)).orElse(into);
  }

  @Override
  public LoraAdapter personal(LocalRound next) {
    return aligned.personal(next.remembering(SlotMemory.EMPTY));
  }
}
