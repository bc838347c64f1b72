package io.tributary.infra.cli.options;

import io.tributary.schemas.event.OperatorDecision;

/** Says who decides something, and whether in earnest. */
interface RulingAuthor {
  /** The decision's author and reason. */
  OperatorDecision ruling();

  /** Whether only to say what would be done. */
  boolean dryRun();
}
