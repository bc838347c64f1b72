package io.tributary.infra.cli;

import io.tributary.schemas.event.Ruling;

/** Who decides something, and whether in earnest. */
interface RulingAuthor {
  /** Whose decision, and why. */
  Ruling ruling();

  /** Whether only to say what would be done. */
  boolean dryRun();
}
