package io.tributary.infra.progress;

/** Where a long command says how far it is. Implementations are safe for several threads. */
public interface Progress {
  /** Something happened that stays on the screen. */
  void line(String text);

  /** Something is wrong but the command goes on. */
  void warn(String text);

  /** Work of a known size moved; a bar that is full stays as it is. */
  void bar(Bar bar);

  /** Ends the bars, so that what follows starts on a fresh line. */
  void finish();
}
