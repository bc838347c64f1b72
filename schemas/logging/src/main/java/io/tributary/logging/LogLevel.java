package io.tributary.logging;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Optional;

/** A level of the log, from the most to the least that is written. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  /** The level of that name in lower or upper case; empty if there is none. */
  public static Optional<LogLevel> named(String name) {
    for (LogLevel level : values()) {
      if (level.wireName().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** The name in settings and answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of Logback with the same name. */
  Level level() {
    return Level.toLevel(name());
  }
}
