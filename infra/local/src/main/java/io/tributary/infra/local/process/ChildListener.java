package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Receives the events of children.
 *
 * <p>It is called on the thread of the child concerned: it must return soon, and leave {@link
 * Supervisor#close} to other threads.
 */
public interface ChildListener {

  /**
   * Reports that the child is ready; {@code line} is its ready line. Called again after every
   * restart.
   */
  default void ready(String child, JsonNode line) {}

  /** Reports a JSON line that the child printed after its ready line. */
  default void event(String child, JsonNode line) {}

  /** Reports that the child died and starts again after {@code backoff}. */
  default void restarting(String child, ChildDeath death, Duration backoff) {}

  /** Reports that the child exited with 0 by itself: its work is done. */
  default void finished(String child) {}

  /**
   * Reports that the child will not be started again; the message names it, its exit code and the
   * end of its log.
   */
  default void gaveUp(String child, ChildFailedException failure) {}
}
