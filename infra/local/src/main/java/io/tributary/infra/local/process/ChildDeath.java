package io.tributary.infra.local.process;

import java.time.Duration;
import java.util.Optional;

/**
 * The end of one life of a child.
 *
 * @param exitCode of its process; 128 + n for signal n
 * @param told the failure that it reported, if any
 * @param ready whether it had reported that it is ready
 * @param lived how long
 */
public record ChildDeath(
    int exitCode, Optional<StartupFailure> told, boolean ready, Duration lived) {
  /** Returns the death in words, to follow the child's name in a message. */
  public String text() {
    return told.map(startupFailure -> "ended: " + startupFailure.message())
        .orElse("died with exit code " + exitCode);
  }
}
