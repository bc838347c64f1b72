package io.tributary.schemas.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Ends this JVM when its standard input ends, so that no child outlives a parent that was killed
 * with -9.
 *
 * <p>It does so only with {@code --supervised}: a program that a person starts without input must
 * not stop at once.
 */
public final class StdinWatch {

  /** The argument by which a supervisor states that it holds the other end of standard input. */
  public static final String SUPERVISED = "--supervised";

  /**
   * The time after which shutdown hooks that hang are cut off: without a parent, no other process
   * would kill this one.
   */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  private StdinWatch() {}

  /** Starts the watch if {@code args} contain {@link #SUPERVISED}; returns the other arguments. */
  public static String[] start(String[] args) {
    List<String> rest = Arrays.stream(args).filter(arg -> !arg.equals(SUPERVISED)).toList();
    if (rest.size() < args.length) {
      watch(System.in, StdinWatch::exit);
    }
    return rest.toArray(String[]::new);
  }

  /** Runs {@code atEnd} once, on a daemon thread, when {@code input} ends or breaks. */
  static void watch(InputStream input, Runnable atEnd) {
    daemon("stdin-watch", () -> drainThen(input, atEnd));
  }

  private static void drainThen(InputStream input, Runnable atEnd) {
    byte[] ignored = new byte[256];
    int read;
    do {
      try {
        read = input.read(ignored);
      } catch (IOException broken) {
        read = -1; // A broken pipe says the same as its end: the parent is gone.
      }
    } while (read >= 0);
    atEnd.run();
  }

  private static void exit() {
    daemon("exit-deadline", StdinWatch::haltAfterLimit);
    System.exit(0);
  }

  private static void haltAfterLimit() {
    try {
      Thread.sleep(DRAIN_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
