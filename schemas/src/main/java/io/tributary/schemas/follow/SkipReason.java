package io.tributary.schemas.follow;

import java.util.Locale;

/** The reason why a published adapter version cannot be used. */
public enum SkipReason {
  /** The version has another adapter layout than the federation. */
  UNKNOWN_LAYOUT,
  /** The version's bytes do not match the digests in its manifest or its name. */
  WRONG_DIGEST,
  /** Some parts of the version are missing although newer versions are complete. */
  INCOMPLETE;

  /** Returns the name in metrics and answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
