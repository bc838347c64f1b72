package io.tributary.infra.cli;

import io.tributary.logging.LogLevel;
import io.tributary.logging.LogSettings;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sets up the log on standard error before the first logger exists. Verbs that show progress keep
 * it to warnings of ours and errors of others; applications say what happens. {@code -D} flags of
 * the JVM win over the environment, and both over this.
 */
final class CliLogging {
  private static final List<String> APPLICATIONS = List.of("worker", "aggregator", "router");

  private CliLogging() {}

  /**
   * Settles how this process logs.
   *
   * @param args words of the command line
   * @param environment variables of the process
   * @param property value of a system property, or null
   * @throws Failure if a variable or a property has a value that is no choice
   */
  static LogSettings settings(
      String[] args, Map<String, String> environment, Function<String, String> property) {
    boolean application = args.length > 0 && APPLICATIONS.contains(args[0]);
    LogSettings quiet =
        new LogSettings(LogSettings.DEFAULT.format(), LogLevel.WARN, LogLevel.ERROR);
    try {
      return LogSettings.read(application ? LogSettings.DEFAULT : quiet, environment, property);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
