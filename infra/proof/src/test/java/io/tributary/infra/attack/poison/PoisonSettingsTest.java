package io.tributary.infra.attack.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoisonSettingsTest {
  @Test
  void passesItsFlagsToTheRun() {
    var settings = new PoisonSettings(12, 9, 7, 0.1, "median", 1, List.of("--scenario", "all"));
    assertThat(settings.flags())
        .containsExactly(
            "--rounds",
            "12",
            "--clients",
            "9",
            "--seed",
            "7",
            "--merge",
            "median",
            "--scenario",
            "all");
    assertThat(settings.hostileClients()).isEqualTo(1);
  }

  @Test
  void namesFlagBoundAndValueOfWhatCannotBe() {
    refuses("--rounds must be >= 1, was 0", 0, 9, 0.1, "median", 1);
    refuses("--clients must be >= 2, was 1", 1, 1, 0.1, "median", 1);
    refuses("--hostile-share must be > 0 and <= 0.5, was 0.6", 1, 9, 0.6, "median", 1);
    refuses("--hostile-share must be > 0 and <= 0.5, was NaN", 1, 9, Double.NaN, "median", 1);
    refuses("--bound must be in 0..100, was -1.0", 1, 9, 0.1, "median", -1);
    refuses("did you mean median?", 1, 9, 0.1, "medain", 1);
  }

  private static void refuses(
      String why, int rounds, int clients, double share, String strategy, double bound) {
    assertThatThrownBy(
            () -> new PoisonSettings(rounds, clients, 7, share, strategy, bound, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
