package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.FactorMask;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.state.SlotMemory;

/** Keeps the personal adapter, which a client trains beside the common one and does not share. */
final class PersonalAdapter {
  private static final String NAME = "own.adapter";

  private PersonalAdapter() {}

  /**
   * Returns the personal adapter as its last round left it; before the first round, one that adds
   * nothing yet.
   */
  static LoraAdapter of(LocalRound round) {
    return round.isFirstInCluster()
        ? fresh(round.global())
        : round
            .memory()
            .vector(NAME, round.parameters())
            .map(values -> new LoraAdapter(round.global().layout(), values))
            .orElseGet(() -> fresh(round.global()));
  }

  /** Returns the memory for the next round. */
  static SlotMemory kept(LocalRound round, LoraAdapter own) {
    return SlotMemory.in(round.cluster()).with(NAME, own.values());
  }

  /**
   * Returns the A of the common adapter with B zero. In the first round that is the initial
   * adapter.
   */
  private static LoraAdapter fresh(LoraAdapter global) {
    return FactorMask.ofOne(global, new float[global.values().length]);
  }
}
