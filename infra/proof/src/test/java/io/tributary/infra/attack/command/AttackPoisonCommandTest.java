package io.tributary.infra.attack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.attack.poison.PoisonReport;
import io.tributary.infra.attack.poison.PoisonReport.Kind;
import io.tributary.infra.cli.VerbRun;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.progress.PlainProgress;
import io.tributary.schemas.settings.Failure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackPoisonCommandTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PlainProgress progress =
      new PlainProgress(new PrintStream(err, true, StandardCharsets.UTF_8), System::nanoTime);

  @Test
  void showsTheUndisturbedRunFirstAndWhatEachKindCost() {
    CommandResult answer = AttackPoisonCommand.answer(report(0.905, 0.91), progress);
    assertThat(answer.text().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("kind").contains("own tasks %", "rejected"),
            line -> assertThat(line).matches("undisturbed +91\\.0 +90\\.0"),
            line -> assertThat(line).matches("scaled +90\\.5 +88\\.0 +-0\\.5 +1 +2 +3 +4 of 13"),
            line -> assertThat(line).matches("noise +91\\.0 +88\\.0 +\\+0\\.0 +1 +2 +3 +4 of 13"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).contains("9 honest and 1 hostile clients, median"));
    assertThat(answer.data()).isInstanceOf(PoisonReport.class);
  }

  @Test
  void letsExactlyTheBoundPass() {
    assertThat(AttackPoisonCommand.answer(report(0.90, 0.91), progress).text()).contains("-1.0");
  }

  @Test
  void failsWithTheKindsThatCostMoreAndShowsTheTableAllTheSame() {
    assertThatThrownBy(() -> AttackPoisonCommand.answer(report(0.88, 0.91), progress))
        .isInstanceOfSatisfying(
            Failure.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo("POISONING_SUCCEEDED");
              assertThat(thrown.kind().exitCode()).isEqualTo(1);
              assertThat(thrown).hasMessageContaining("<= 1.0 points");
              assertThat(thrown).hasMessageEndingWith("lost 3.0 with scaled");
            });
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("undisturbed", "-3.0", "noise");
  }

  @Test
  void refusesWhatCannotBeBeforeItStartsAnything() {
    refuses("--clients must be >= 2, was 1", "--clients", "1");
    refuses("--hostile-share must be > 0 and <= 0.5, was 0.7", "--hostile-share", "0.7");
    refuses("must be one of sign-flip, scaled, steady, noise, was 'x'", "--kinds", "noise,x");
    refuses("did you mean trimmed-mean?", "--strategy", "trimed-mean");
  }

  private static void refuses(String why, String... flags) {
    VerbRun run = VerbRun.of(List.of(flags), "attack", "poison");
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains(why);
  }

  private static PoisonReport report(double scaled, double noise) {
    return new PoisonReport(
        100 * (0.91 - Math.min(scaled, noise)),
        1,
        7,
        12,
        9,
        1,
        0.1,
        "median",
        0.91,
        0.9,
        List.of(kind("scaled", scaled), kind("noise", noise)),
        600);
  }

  private static Kind kind(String name, double ownTasks) {
    return new Kind(name, ownTasks, 0.88, 100 * (ownTasks - 0.91), 4, 13, 6, 1, 2, 3);
  }
}
