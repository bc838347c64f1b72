package io.tributary.schemas.follow;

import java.util.Locale;

/** Why an adapter version that was published cannot be used. */
public enum SkipReason {
  /** It is of another adapter layout than the federation's. */
  UNKNOWN_LAYOUT,
  /** Its bytes are not those that its manifest or its name promises. */
  WRONG_DIGEST,
  /** Some of its parts are missing although newer versions are complete. */
  INCOMPLETE;

  /** The name in metrics and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
