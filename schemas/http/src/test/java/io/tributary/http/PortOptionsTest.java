package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PortOptionsTest {
  @Command
  private static final class Opening {
    @Mixin private PortOptions options;
  }

  @Test
  void theFlagsDefaultsAreTheSettingsDefaults() {
    assertThat(parse()).isEqualTo(PortSettings.DEFAULT);
  }

  @Test
  void everyFlagSetsItsOwnSetting() {
    assertThat(
            parse(
                "--head-timeout=1",
                "--body-timeout=2",
                "--min-bytes-per-second=3",
                "--idle-timeout=4",
                "--max-connections=5",
                "--max-connections-per-address=6",
                "--allowed-hosts=router.Example,Proxy"))
        .isEqualTo(
            new PortSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                3,
                Duration.ofSeconds(4),
                5,
                6,
                Set.of("router.example", "proxy")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--head-timeout",
        "--body-timeout",
        "--min-bytes-per-second",
        "--idle-timeout",
        "--max-connections",
        "--max-connections-per-address"
      })
  void aValueOutOfBoundsIsAFailureThatNamesTheFlag(String flag) {
    assertThatThrownBy(() -> parse(flag + "=0"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("BAD_ARGUMENTS"))
        .hasMessageStartingWith(flag + " must be ");
  }

  private static PortSettings parse(String... args) {
    var opening = new Opening();
    new CommandLine(opening).parseArgs(args);
    return opening.options.settings();
  }
}
