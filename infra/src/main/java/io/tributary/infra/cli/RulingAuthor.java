package io.tributary.infra.cli;

import io.tributary.schemas.event.OperatorDecision;

/** Who decides something, and whether in earnest. */
interface RulingAuthor {
  /** Whose decision, and why. */
  OperatorDecision ruling();

  /** Whether only to say what would be done. */
  boolean dryRun();
}
