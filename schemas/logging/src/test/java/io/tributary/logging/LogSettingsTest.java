package io.tributary.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSettingsTest {
  @Test
  void whatIsNotSetIsAsAnApplicationHasIt() {
    assertThat(read(Map.of(), Map.of()))
        .isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.INFO, LogLevel.WARN));
    assertThat(read(Map.of("TRIBUTARY_LOG_LEVEL", " "), Map.of())).isEqualTo(LogSettings.DEFAULT);
  }

  @Test
  void theEnvironmentSetsFormatAndLevel() {
    assertThat(
            read(Map.of("TRIBUTARY_LOG_FORMAT", "json", "TRIBUTARY_LOG_LEVEL", "Debug"), Map.of()))
        .isEqualTo(new LogSettings(LogFormat.JSON, LogLevel.DEBUG, LogLevel.WARN));
  }

  @Test
  void flagsOfTheJvmWin() {
    assertThat(
            read(
                Map.of("TRIBUTARY_LOG_LEVEL", "debug"),
                Map.of("tributary.log.level", "error", "tributary.log.libraries", "info")))
        .isEqualTo(new LogSettings(LogFormat.TEXT, LogLevel.ERROR, LogLevel.INFO));
  }

  @Test
  void aWrongValueIsNamedWithTheChoices() {
    assertThatThrownBy(() -> read(Map.of("TRIBUTARY_LOG_FORMAT", "xml\n"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TRIBUTARY_LOG_FORMAT must be one of text, json, was xml\\n");
    assertThatThrownBy(() -> read(Map.of("TRIBUTARY_LOG_LEVEL", "loud"), Map.of()))
        .hasMessage("TRIBUTARY_LOG_LEVEL must be one of debug, info, warn, error, was loud");
  }

  private static LogSettings read(Map<String, String> environment, Map<String, String> flags) {
    return LogSettings.read(LogSettings.DEFAULT, environment, flags::get);
  }
}
