package io.tributary.infra.local.options;

import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.util.Locale;

/** The baselines that FedRouter is compared with, trained through the same code. */
public enum Baseline {
  /** Every client has an adapter of its own: nothing is shared. */
  LOCAL(Mode.PER_CLIENT),
  /** All clients share one adapter. */
  FEDAVG(Mode.ONE);

  private final Mode mode;

  Baseline(Mode mode) {
    this.mode = mode;
  }

  /** Returns how the stream groups its slots, of which every client has one. */
  public Mode mode() {
    return mode;
  }

  /** Returns the baseline's name in tables, topics and flags. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
