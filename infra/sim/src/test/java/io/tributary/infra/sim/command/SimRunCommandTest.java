package io.tributary.infra.sim.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.cli.Main;
import io.tributary.infra.sim.SeedCounts;
import io.tributary.infra.sim.SimulationOutcome;
import io.tributary.infra.sim.SimulationOutcome.SeedFailure;
import io.tributary.schemas.settings.Failure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimRunCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void saysWhatHappenedUnderItsSeeds() throws Exception {
    assertThat(run("sim", "run", "--seeds", "3", "--clients", "5", "--format", "json")).isZero();
    JsonNode data = new ObjectMapper().readTree(stdout()).path("data");
    assertThat(data.path("seeds").asInt()).isEqualTo(3);
    assertThat(data.path("counts").path("events").asLong()).isPositive();
    assertThat(data.path("digest").asText()).hasSize(16);
    assertThat(data.path("failures")).isEmpty();
  }

  @Test
  void answersPeopleWithATable() {
    assertThat(run("sim", "run", "--clients", "4", "--seed", "2", "--threads", "1")).isZero();
    assertThat(stdout()).containsPattern("seeds +1\n").contains("no invariant broke", "events/s");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(run("sim", "run", "--clients", "0")).isEqualTo(4);
    assertThat(run("sim", "run", "--seeds", "0")).isEqualTo(4);
    assertThat(run("sim", "run", "--seeds", "2", "--trace")).isEqualTo(4);
    assertThat(run("sim", "run", "--strategy", "weighted-men")).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--clients must be in 1..1000, was 0")
        .contains("did you mean weighted-mean?");
  }

  @Test
  void namesTheSeedAndHowToSeeItAgain() {
    var failure = new SeedFailure(41, "3 clients", "event 7: ACCOUNTED: entries must be 2, were 1");
    var outcome =
        new SimulationOutcome(9, 1, 1, counts(), Map.of(), "0".repeat(16), List.of(failure));
    assertThatThrownBy(() -> new SimRunCommand().answer(outcome))
        .isInstanceOfSatisfying(
            Failure.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo("SIM_INVARIANT_BROKEN");
              assertThat(thrown.kind().exitCode()).isEqualTo(1);
              assertThat(thrown.getMessage()).contains("seed 41", "event 7", "3 clients");
              assertThat(thrown.hint()).endsWith("infra/tributary sim run --seed 41 --trace");
            });
  }

  private static SeedCounts counts() {
    return new SeedCounts(1, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  private int run(String... args) {
    return Main.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String stdout() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
