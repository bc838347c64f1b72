package io.tributary.logging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The settings by which a program logs.
 *
 * @param format of every event
 * @param level of our own loggers, below {@code io.tributary}
 * @param libraries level of all others
 */
public record LogSettings(LogFormat format, LogLevel level, LogLevel libraries) {
  /** Environment variable of {@link #format}. */
  public static final String FORMAT_VARIABLE = "TRIBUTARY_LOG_FORMAT";

  /** Environment variable of {@link #level}. */
  public static final String LEVEL_VARIABLE = "TRIBUTARY_LOG_LEVEL";

  /** System property of {@link #format}; wins over the environment. */
  public static final String FORMAT_PROPERTY = "tributary.log.format";

  /** System property of {@link #level}; wins over the environment. */
  public static final String LEVEL_PROPERTY = "tributary.log.level";

  /** System property of {@link #libraries}. */
  public static final String LIBRARIES_PROPERTY = "tributary.log.libraries";

  /** What an application logs if nothing is set. */
  public static final LogSettings DEFAULT =
      new LogSettings(LogFormat.TEXT, LogLevel.INFO, LogLevel.WARN);

  /**
   * Reads the settings of this process.
   *
   * @param defaults what holds where nothing is set
   * @param environment variables of the process
   * @param property value of a system property, or null
   * @throws IllegalArgumentException if a value is none of the choices; the message names both
   */
  public static LogSettings read(
      LogSettings defaults, Map<String, String> environment, Function<String, String> property) {
    LogFormat format =
        choice(
            FORMAT_PROPERTY,
            property.apply(FORMAT_PROPERTY),
            LogFormat.values(),
            () ->
                choice(
                    FORMAT_VARIABLE,
                    environment.get(FORMAT_VARIABLE),
                    LogFormat.values(),
                    defaults::format));
    LogLevel level =
        choice(
            LEVEL_PROPERTY,
            property.apply(LEVEL_PROPERTY),
            LogLevel.values(),
            () ->
                choice(
                    LEVEL_VARIABLE,
                    environment.get(LEVEL_VARIABLE),
                    LogLevel.values(),
                    defaults::level));
    LogLevel libraries =
        choice(
            LIBRARIES_PROPERTY,
            property.apply(LIBRARIES_PROPERTY),
            LogLevel.values(),
            defaults::libraries);
    return new LogSettings(format, level, libraries);
  }

  /**
   * Makes these the settings of this JVM's log, as system properties: they take effect if no logger
   * exists yet.
   */
  public void use() {
    System.setProperty(FORMAT_PROPERTY, wireName(format));
    System.setProperty(LEVEL_PROPERTY, wireName(level));
    System.setProperty(LIBRARIES_PROPERTY, wireName(libraries));
  }

  /** An empty value is as one that is not there. */
  private static <E extends Enum<E>> E choice(
      String name, String value, E[] choices, Supplier<E> otherwise) {
    if (value == null || value.isBlank()) {
      return otherwise.get();
    }
    for (E choice : choices) {
      if (wireName(choice).equals(value.strip().toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        name
            + " must be one of "
            + Arrays.stream(choices).map(LogSettings::wireName).collect(Collectors.joining(", "))
            + ", was "
            + LogEscapes.line(value));
  }

  private static String wireName(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
