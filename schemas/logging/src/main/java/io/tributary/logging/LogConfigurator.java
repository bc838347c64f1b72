package io.tributary.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * Configures Logback from {@link LogSettings} when the first logger is made. Logback finds it by
 * its service loader and asks nobody else afterwards.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** Name of our own loggers' parent. */
  static final String OURS = "io.tributary";

  private static final String APPENDER = "standard-error";

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    // Otherwise Logback prints its own warnings, on standard output.
    loggers.getStatusManager().add(new NopStatusListener());
    configure(loggers, settings());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Replaces whatever was configured. */
  static void configure(LoggerContext loggers, LogSettings settings) {
    var encoder = settings.format() == LogFormat.JSON ? new JsonLinesEncoder() : new TextEncoder();
    encoder.setContext(loggers);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setName(APPENDER);
    appender.setContext(loggers);
    appender.setTarget(ConsoleTarget.SystemErr.getName());
    appender.setEncoder(encoder);
    appender.start();
    Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    LogLevels.start(loggers, settings);
  }

  /** The command line has refused a wrong value before; a program without one goes on. */
  private static LogSettings settings() {
    try {
      return LogSettings.read(LogSettings.DEFAULT, System.getenv(), System::getProperty);
    } catch (IllegalArgumentException e) {
      System.err.println("log settings are left at their defaults: " + e.getMessage());
      return LogSettings.DEFAULT;
    }
  }
}
