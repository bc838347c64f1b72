package io.tributary.worker.method;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Defines a client's round: its start, its steps, the adapter that it shares and the state that it
 * keeps. The server's side of a baseline, such as a merge strategy, belongs to the federation.
 */
public interface LocalMethod {
  /** Returns the name by which the method is selected. */
  String name();

  /** Trains one round of one slot. */
  Outcome round(LocalRound round, LocalSteps localSteps);

  /**
   * Returns the adapter that the client itself would use when a round begins: its own if the method
   * trains one, else the common one.
   */
  default LoraAdapter personal(LocalRound next) {
    return next.global();
  }

  /**
   * Returns whether a round starts from the aggregator's personal start, if its slot contributed to
   * the version: then {@link LocalRound#given} is present, and nothing is remembered from round to
   * round.
   */
  default boolean isThin() {
    return false;
  }

  /**
   * Returns how many components a slot trains in its next round, which are also those of the update
   * that it sends.
   *
   * @param most that its client trains; empty: all
   * @param memory what the method keeps after the slot's last round
   */
  default OptionalInt rank(OptionalInt most, SlotMemory memory) {
    return most;
  }

  /**
   * Returns the two adapters that the client itself would use when a round begins, with the gate
   * between them, if the method trains such.
   */
  default Optional<GatedAdapters> gated(LocalRound next) {
    return Optional.empty();
  }

  /**
   * The result of a round.
   *
   * @param shared the adapter that the federation gets, as its difference to the round's global; of
   *     the components that the slot trains from now on
   * @param memory for the slot's next round; durable before anything is sent
   * @param result of the training
   * @param figures metrics for people, such as a rate that was picked; may be empty
   */
  record Outcome(
      LoraAdapter shared, SlotMemory memory, TrainingResult result, Map<String, Double> figures) {
    public static Outcome of(TrainingResult result, SlotMemory memory) {
      return new Outcome(result.adapter(), memory, result, Map.of());
    }
  }
}
