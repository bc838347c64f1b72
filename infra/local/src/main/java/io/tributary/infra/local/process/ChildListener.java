package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Hears what children say and what becomes of them.
 *
 * <p>Called on the thread of the child concerned: return soon, and leave {@link Supervisor#close}
 * to other threads.
 */
public interface ChildListener {

  /** The child serves; {@code line} is its ready line. Called again after every restart. */
  default void ready(String child, JsonNode line) {}

  /** The child printed a JSON line after its ready line. */
  default void event(String child, JsonNode line) {}

  /** The child died and starts again after {@code backoff}. */
  default void restarting(String child, ChildDeath death, Duration backoff) {}

  /** The child exited with 0 of its own accord: its work is done. */
  default void finished(String child) {}

  /**
   * The child will not be started again; the message names it, its exit code and its last words.
   */
  default void gaveUp(String child, ChildFailedException failure) {}
}
