package io.tributary.worker.method;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.Optional;

/**
 * What a client does in a round: where it starts, how it moves, what it shares and what it keeps to
 * itself. The server's side of a baseline, such as a merge strategy, is the federation's.
 */
public interface LocalMethod {
  /** The name that it is chosen by. */
  String name();

  /** One round of one slot. */
  Outcome round(Round round, LocalSteps localSteps);

  /**
   * The adapter that the client itself would use when a round begins: its own if the method makes
   * one, else the common one.
   */
  default LoraAdapter personal(Round next) {
    return next.global();
  }

  /**
   * Whether a round starts where the aggregator wrote that it starts, if its slot contributed to
   * the version: then {@link Round#given} is there, and nothing is remembered from round to round.
   */
  default boolean isThin() {
    return false;
  }

  /**
   * Components that a slot trains in its next round, and did in what it sends.
   *
   * @param most that its client trains, 0 for all
   * @param memory what the method keeps after the slot's last round
   */
  default int rank(int most, SlotMemory memory) {
    return most;
  }

  /**
   * The two adapters that the client itself would use when a round begins, with the gate between
   * them, if the method makes such.
   */
  default Optional<GatedAdapters> gated(Round next) {
    return Optional.empty();
  }

  /**
   * What came of a round.
   *
   * @param shared the adapter that the federation gets, as its difference to the round's global; of
   *     the components that the slot trains from now on
   * @param memory for the slot's next round; durable before anything is sent
   * @param result how training went
   * @param figures for people, such as a rate that was picked; may be empty
   */
  record Outcome(
      LoraAdapter shared, SlotMemory memory, TrainingResult result, Map<String, Double> figures) {
    public static Outcome of(TrainingResult result, SlotMemory memory) {
      return new Outcome(result.adapter(), memory, result, Map.of());
    }
  }
}
