package io.tributary.infra.crash.fault;

import java.util.OptionalLong;

/** What a sweep kills: a process that comes back to life after each kill. */
public interface FaultTarget {
  /** Whether it is back from its last death, so that it may die again. */
  boolean isReady();

  /**
   * Kills a process of the target with signal 9.
   *
   * @param kill number of the kill, from 1
   * @return whether it was the child that stands at the gate, which will never go on
   */
  boolean kill(int kill);

  /** Looks whether it is back; called between two rounds. */
  default void look() {}

  /** Kills after which its disk was gone, too. */
  default int disksLost() {
    return 0;
  }

  /** A target without a process: it is never ready and kills nothing. */
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

  /** Kills a process with -9 and returns when it is gone; harmless if it was. */
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
