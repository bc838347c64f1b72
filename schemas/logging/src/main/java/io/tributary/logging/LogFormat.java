package io.tributary.logging;

/** The form of the log on standard error. */
public enum LogFormat {
  /** One readable line for each event, then the lines of its exception. */
  TEXT,
  /** One JSON object for each event, on one line. */
  JSON
}
