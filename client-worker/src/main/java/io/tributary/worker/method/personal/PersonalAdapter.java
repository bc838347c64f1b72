package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.FactorMask;
import io.tributary.worker.method.Round;
import io.tributary.worker.state.SlotMemory;

/** The adapter that a client trains beside the common one and keeps to itself. */
final class PersonalAdapter {
  private static final String NAME = "own.adapter";

  private PersonalAdapter() {}

  /** As its last round left it; before the first, one that adds nothing yet. */
  static LoraAdapter of(Round round) {
    return round.isFirstInCluster()
        ? fresh(round.global())
        : round
            .memory()
            .vector(NAME, round.parameters())
            .map(values -> new LoraAdapter(round.global().layout(), values))
            .orElseGet(() -> fresh(round.global()));
  }

  /** For the next round. */
  static SlotMemory kept(Round round, LoraAdapter own) {
    return SlotMemory.in(round.cluster()).with(NAME, own.values());
  }

  /** The A of the common adapter, and B zero. In the first round that is the initial adapter. */
  private static LoraAdapter fresh(LoraAdapter global) {
    return FactorMask.ofOne(global, new float[global.values().length]);
  }
}
