package io.tributary.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** The levels of this process's loggers, which can be read and changed while it runs. */
public final class LogLevels {
  private static final String SETTINGS = LogSettings.class.getName();

  private final LoggerContext loggers;

  private LogLevels(LoggerContext loggers) {
    this.loggers = loggers;
  }

  /**
   * The levels of one logger.
   *
   * @param level its own, in lower case; empty if it has its parent's
   * @param effective what holds, in lower case
   */
  public record State(Optional<String> level, String effective) {}

  /** The levels of this process; empty if something else than Logback is behind SLF4J. */
  public static Optional<LogLevels> ofThisProcess() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    return factory instanceof LoggerContext context
        ? Optional.of(new LogLevels(context))
        : Optional.empty();
  }

  static LogLevels of(LoggerContext loggers) {
    return new LogLevels(loggers);
  }

  /** Sets the levels with which a program starts. */
  static void start(LoggerContext loggers, LogSettings settings) {
    loggers.putObject(SETTINGS, settings);
    loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(settings.libraries().level());
    loggers.getLogger(LogConfigurator.OURS).setLevel(settings.level().level());
  }

  /** All loggers that exist, by name: those of classes in use, and of the packages above them. */
  public SortedMap<String, State> all() {
    var all = new TreeMap<String, State>();
    loggers.getLoggerList().forEach(logger -> all.put(logger.getName(), state(logger)));
    return all;
  }

  /** The levels of a logger; empty if there is none of that name. */
  public Optional<State> of(String name) {
    return Optional.ofNullable(loggers.exists(name)).map(LogLevels::state);
  }

  /**
   * Changes the level of a logger and of those below it that have none of their own.
   *
   * @param level empty: back to the level with which the program started
   * @return the levels that hold now; empty if there is no logger of that name, and nothing changed
   */
  public Optional<State> set(String name, Optional<LogLevel> level) {
    Logger logger = loggers.exists(name);
    if (logger == null) {
      return Optional.empty();
    }
    logger.setLevel(level.map(LogLevel::level).orElseGet(() -> atStart(logger)));
    return Optional.of(state(logger));
  }

  /** Null, which Logback reads as the parent's, for all but the two that are configured. */
  private Level atStart(Logger logger) {
    LogSettings settings =
        loggers.getObject(SETTINGS) instanceof LogSettings known ? known : LogSettings.DEFAULT;
    if (logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
      return settings.libraries().level();
    }
    return logger.getName().equals(LogConfigurator.OURS) ? settings.level().level() : null;
  }

  private static State state(Logger logger) {
    return new State(
        Optional.ofNullable(logger.getLevel()).map(LogLevels::name),
        name(logger.getEffectiveLevel()));
  }

  private static String name(Level level) {
    return level.toString().toLowerCase(Locale.ROOT);
  }
}
