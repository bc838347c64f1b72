package io.tributary.infra.attack.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.attack.Infiltration;
import io.tributary.infra.attack.PatientRun;
import io.tributary.infra.attack.poison.PoisonRun.Poisoned;
import io.tributary.infra.cli.Main;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.progress.PlainProgress;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.schemas.settings.Failure;
import io.tributary.testkit.KafkaBroker;
import io.tributary.testkit.LongTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A small run of the whole product, with a hostile client in it. */
class PoisonRunTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private static final List<String> SMALL =
      List.of(
          "--tasks",
          "stay_reviews,support_desk",
          "--cap",
          "24",
          "--steps",
          "2",
          "--batch",
          "4",
          "--test-rows",
          "6");

  @Test
  @LongTest("infra/tributary attack poison is the command")
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void hostileClientsTakePartAndTheRunScoresTheHonestOnes() throws Exception {
    var settings = new PoisonSettings(3, 4, 7, 0.1, "weighted-mean", 1, SMALL);
    Poisoned run = poisoned(settings);
    var outcome = run.outcome();
    assertThat(outcome.hostileMembers()).isEqualTo(2);
    assertThat(outcome.members()).isEqualTo(6);
    assertThat(outcome.sent()).isPositive();
    assertThat(outcome.verdicts().decided()).isEqualTo(outcome.sent());
    assertThat(outcome.verdicts().accepted() + outcome.verdicts().limited()).isPositive();
    assertThat(run.results().adapters()).hasSize(2).allMatch(adapter -> adapter.version() >= 3);
    assertThat(run.results().clients()).isEqualTo(4);
    assertThat(run.results().methods())
        .extracting(Method::name)
        .containsExactly("base", "fedrouter-global", "fedrouter-local", "oracle");
    assertThat(run.results().map().slots()).hasSize(6);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aRunWhoseHostileClientsFailEndsWithTheirWords(@TempDir Path state) throws Exception {
    String bootstrap = KAFKA.bootstrapServers();
    String federation = KAFKA.uniqueName("nobodys");
    Files.writeString(
        state.resolve("run.json"),
        "{\"--federation\":\"%s\",\"--bootstrap-servers\":\"embedded\"}".formatted(federation));
    port(state, "broker", bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    port(state, "registry", "1");
    var plan = new Poisoners.Plan(Poison.NOISE, new Infiltration(0.1), 1, 1, 7);
    var heard = new ArrayList<ProcessHandle>();
    var run = new PoisonRun(state, plan, (event, process) -> heard.add(process));
    assertThatThrownBy(() -> run.run(new CliRun(PatientRun.class.getName(), state, List.of())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(federation)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    assertThat(heard).hasSize(1).noneMatch(ProcessHandle::isAlive);
  }

  private static void port(Path state, String service, String port) throws IOException {
    Path folder = Files.createDirectories(state.resolve(service));
    Files.writeString(folder.resolve(service + ".properties"), "port=" + port + "\n");
  }

  private static Poisoned poisoned(PoisonSettings settings)
      throws IOException, InterruptedException {
    var progress = new PlainProgress(System.err, System::nanoTime);
    try (var scratch = new Scratch()) {
      return new PoisonCampaign(Main.class.getName(), settings, List.of(Poison.SIGN_FLIP), progress)
          .poisoned(Poison.SIGN_FLIP, scratch);
    }
  }
}
