package io.tributary.schemas.process;

import io.tributary.schemas.natives.NativeFolder;

/**
 * What happens when this JVM ends, be it by a signal or by the end of its standard input, unless it
 * is cancelled before.
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
   * Whether this JVM was told to end, and a hook is at work: what fails from then on fails because
   * of that, and is nobody's trouble.
   */
  public static boolean isEnding() {
    return ending;
  }

  /** Stops an application when the JVM is told to end; the exit code is then 0. */
  public static ShutdownHook drain(String name, Runnable stop) {
    return run(name, () -> stopAndHalt(stop));
  }

  /** Being told to stop is no failure: without the halt, the exit code would name the signal. */
  private static void stopAndHalt(Runnable stop) {
    try {
      stop.run();
    } finally {
      // The halt cuts off all that would otherwise tidy up.
      NativeFolder.leave();
      Runtime.getRuntime().halt(0);
    }
  }

  /** Nothing will happen, unless it is happening already: then it goes on. */
  public void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
  }
}
