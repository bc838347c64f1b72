package io.tributary.infra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {
  private final DurationText text = new DurationText();

  @Test
  void readsMillisecondsToHours() {
    assertThat(text.convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(text.convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(text.convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(text.convert("2h")).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void refusesWhatHasNoUnitOrAnother() {
    for (String bad : List.of("30", "s", "-1s", "1.5s", "3 s", "2d", "PT30S")) {
      assertThatThrownBy(() -> text.convert(bad))
          .as(bad)
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("30s");
    }
  }
}
