package io.tributary.infra.progress;

/** Receives the progress of a long command. Implementations are safe for several threads. */
public interface Progress {
  /** Shows an event that stays on the screen. */
  void line(String text);

  /** Shows that something is wrong although the command goes on. */
  void warn(String text);

  /** Shows the progress of work of a known size; a full bar does not change. */
  void bar(ProgressBar bar);

  /** Ends the bars, so that what follows starts on a fresh line. */
  void finish();
}
