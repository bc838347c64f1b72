package io.tributary.infra.local;

import io.tributary.schemas.event.ClusteringSettings.Mode;
import java.util.Locale;

/** What FedRouter is compared with, trained through the same code. */
enum Baseline {
  /** Every client has an adapter of its own: nothing is shared. */
  LOCAL(Mode.PER_CLIENT),
  /** All clients share one adapter. */
  FEDAVG(Mode.ONE);

  private final Mode mode;

  Baseline(Mode mode) {
    this.mode = mode;
  }

  /** How the stream groups its slots, of which every client has one. */
  Mode mode() {
    return mode;
  }

  /** The baseline's name in tables, topics and flags. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
