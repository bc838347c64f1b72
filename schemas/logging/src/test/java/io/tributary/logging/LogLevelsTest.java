package io.tributary.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLevelsTest {
  private static final String CLASS = "io.tributary.worker.command.WorkerApp";

  private final LoggerContext loggers = new LoggerContext();
  private final LogLevels levels = LogLevels.of(loggers);

  @BeforeEach
  void configure() {
    LogConfigurator.configure(
        loggers, new LogSettings(LogFormat.TEXT, LogLevel.INFO, LogLevel.WARN));
    loggers.getLogger(CLASS);
    loggers.getLogger("org.apache.kafka.Client");
  }

  @Test
  void ourOwnLoggersSayMoreThanThoseOfLibraries() {
    assertThat(levels.of(CLASS)).contains(new LogLevels.State(Optional.empty(), "info"));
    assertThat(levels.of("org.apache.kafka.Client"))
        .contains(new LogLevels.State(Optional.empty(), "warn"));
    assertThat(levels.all()).containsKeys("ROOT", "io.tributary", "org.apache.kafka", CLASS);
  }

  @Test
  void aLevelHoldsForAllBelowUntilItIsTakenBack() {
    assertThat(levels.set("io.tributary.worker", Optional.of(LogLevel.DEBUG)))
        .contains(new LogLevels.State(Optional.of("debug"), "debug"));
    assertThat(levels.of(CLASS).orElseThrow().effective()).isEqualTo("debug");
    assertThat(levels.set("io.tributary.worker", Optional.empty()))
        .contains(new LogLevels.State(Optional.empty(), "info"));
    assertThat(levels.of(CLASS).orElseThrow().effective()).isEqualTo("info");
  }

  @Test
  void whatTheProgramStartedWithComesBack() {
    for (String configured : new String[] {"ROOT", "io.tributary"}) {
      LogLevels.State start = levels.of(configured).orElseThrow();
      levels.set(configured, Optional.of(LogLevel.ERROR));
      assertThat(levels.set(configured, Optional.empty())).contains(start);
    }
  }

  /** Whoever may set levels may not fill the memory with names. */
  @Test
  void noLoggerIsMade() {
    assertThat(levels.set("no.such.logger", Optional.of(LogLevel.DEBUG))).isEmpty();
    assertThat(levels.of("no.such.logger")).isEmpty();
    assertThat(levels.all()).doesNotContainKey("no.such.logger");
  }
}
