package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.logging.LogFormat;
import io.tributary.logging.LogLevel;
import io.tributary.logging.LogSettings;
import io.tributary.schemas.settings.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CliLoggingTest {
  @Test
  void applicationsSayWhatHappens() {
    for (String noun : new String[] {"worker", "aggregator", "router"}) {
      assertThat(settings(Map.of(), noun, "run"))
          .isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.INFO, LogLevel.WARN));
    }
  }

  @Test
  void verbsThatShowProgressKeepTheLogShort() {
    assertThat(settings(Map.of(), "local", "run"))
        .isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.WARN, LogLevel.ERROR));
    assertThat(settings(Map.of())).isEqualTo(settings(Map.of(), "local", "run"));
  }

  @Test
  void theEnvironmentWins() {
    Map<String, String> environment =
        Map.of("TRIBUTARY_LOG_LEVEL", "debug", "TRIBUTARY_LOG_FORMAT", "json");
    assertThat(settings(environment, "local", "run"))
        .isEqualTo(new LogSettings(LogFormat.JSON, LogLevel.DEBUG, LogLevel.ERROR));
  }

  @Test
  void aWrongValueEndsTheCommand() {
    assertThatThrownBy(() -> settings(Map.of("TRIBUTARY_LOG_LEVEL", "loud"), "status"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("BAD_ARGUMENTS"))
        .hasMessage("TRIBUTARY_LOG_LEVEL must be one of debug, info, warn, error, was loud");
  }

  private static LogSettings settings(Map<String, String> environment, String... args) {
    return CliLogging.settings(args, environment, property -> null);
  }
}
