package io.tributary.schemas.process;

import io.tributary.schemas.natives.NativeFolder;

/**
 * An action that runs when this JVM ends, by a signal or by the end of its standard input, unless
 * it is cancelled before.
 */
public final class ShutdownHook {
  private static volatile boolean ending;

  private final Thread thread;

  private ShutdownHook(Thread thread) {
    this.thread = thread;
  }

  /** Runs {@code last} when the JVM ends, in a thread of this name. */
  public static ShutdownHook run(String name, Runnable last) {
    Thread thread =
        new Thread(
            () -> {
              ending = true;
              last.run();
            },
            name);
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      ending = true; // Too late for one more hook: the others run, or are about to.
      throw e;
    }
    return new ShutdownHook(thread);
  }

  /**
   * Returns whether this JVM was told to end and a hook is running. A failure from then on is a
   * consequence of that, and need not be reported.
   */
  public static boolean isEnding() {
    return ending;
  }

  /** Stops an application when the JVM is told to end; the exit code is then 0. */
  public static ShutdownHook drain(String name, Runnable stop) {
    return run(name, () -> stopAndHalt(stop));
  }

  /**
   * Stops the application and ends the JVM with exit code 0. Without the halt, the exit code would
   * name the signal, although being told to stop is no failure.
   */
  private static void stopAndHalt(Runnable stop) {
    try {
      stop.run();
    } finally {
      // The halt skips all other hooks, so the unpacked libraries are removed here.
      NativeFolder.leave();
      Runtime.getRuntime().halt(0);
    }
  }

  /** Cancels the action. An action that has begun goes on. */
  public void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
  }
}
