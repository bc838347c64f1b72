package io.tributary.infra.cli;

import java.util.List;

/**
 * Sets up the log on standard error before the first logger exists. Verbs that show progress keep
 * it to errors, the applications tell what happens; {@code -D} flags of the JVM win.
 */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";
  private static final List<String> APPLICATIONS = List.of("worker", "aggregator", "router");

  private Logging() {}

  static void configure(String[] args) {
    boolean application = args.length > 0 && APPLICATIONS.contains(args[0]);
    setDefault("defaultLogLevel", application ? "warn" : "error");
    setDefault("log.io.tributary", application ? "info" : "warn");
    setDefault("showDateTime", "true");
    setDefault("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(PREFIX + key) == null) {
      System.setProperty(PREFIX + key, value);
    }
  }
}
