package io.tributary.infra.crash.fault;

import java.util.OptionalLong;

/** A process that a sweep kills, and that starts again after each kill. */
public interface FaultTarget {
  /** Returns whether it has recovered from its last death, so that it may be killed again. */
  boolean isReady();

  /**
   * Kills a process of the target with signal 9.
   *
   * @param kill number of the kill, from 1
   * @return whether it was the child that waits at the gate, which will never go on
   */
  boolean kill(int kill);

  /** Checks whether it has recovered; called between two rounds. */
  default void look() {}

  /** Returns the number of kills after which its disk was deleted, too. */
  default int disksLost() {
    return 0;
  }

  /** Returns a target without a process: it is never ready and kills nothing. */
  static FaultTarget nobody() {
    return new FaultTarget() {
      @Override
      public boolean isReady() {
        return false;
      }

      @Override
      public boolean kill(int kill) {
        return false;
      }
    };
  }

  /** Kills a process with -9 and returns when it has ended; harmless if it had ended before. */
  static void kill(OptionalLong pid) {
    pid.ifPresent(
        id ->
            ProcessHandle.of(id)
                .ifPresent(
                    process -> {
                      process.destroyForcibly();
                      process.onExit().join();
                    }));
  }
}
