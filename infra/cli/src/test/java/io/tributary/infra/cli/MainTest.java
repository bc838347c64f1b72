package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.process.CodeVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path dir;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void suggestsTheOptionThatWasProbablyMeant() {
    assertThat(run("local", "run", "--rouns", "3")).isEqualTo(4);
    assertThat(stderr()).contains("--rouns").contains("Did you mean --rounds?");
    assertThat(stdout()).isEmpty();
  }

  @Test
  void suggestsTheNounThatWasProbablyMeant() {
    assertThat(run("locl")).isEqualTo(4);
    assertThat(stderr()).contains("Did you mean local?");
  }

  @Test
  void listsTheVerbsOfANounThatStandsAlone() {
    assertThat(run("local")).isEqualTo(4);
    assertThat(stderr()).contains("needs a verb").contains("run");
  }

  @Test
  void answersOneEnvelopeWhenAskedForJson() throws Exception {
    assertThat(run("local", "run", "--format", "json", "--rounds", "many")).isEqualTo(4);
    JsonNode envelope = new ObjectMapper().readTree(stdout());
    assertThat(envelope.path("schema_version").asInt()).isEqualTo(1);
    assertThat(envelope.path("status").asText()).isEqualTo("error");
    assertThat(envelope.path("error_code").asText()).isEqualTo("BAD_ARGUMENTS");
    assertThat(envelope.path("message").asText()).contains("--rounds").contains("many");
    assertThat(envelope.path("hint").asText()).contains("--help");
  }

  @Test
  void refusesAnUnknownScenarioWithTheKnownOnes() {
    assertThat(run("local", "run", "--scenario", "triple")).isEqualTo(4);
    assertThat(stderr()).contains("triple").containsIgnoringCase("single");
  }

  @Test
  void showsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(stdout()).contains("tributary " + CodeVersion.text()).contains("Java");
  }

  @Test
  void givesEveryVerbAFormat() {
    assertThat(run("topics", "plan", "--help")).isZero();
    assertThat(stdout()).contains("--format=text|json|jsonl");
  }

  @Test
  void readsItsConfigurationBeforeAnythingElse() throws Exception {
    Path file = Files.writeString(dir.resolve("t.yaml"), "local:\n  rouns: 3\n");
    assertThat(run("local", "run", "--config", file.toString())).isEqualTo(4);
    assertThat(stderr()).contains("CONFIG_UNKNOWN_KEY").contains("Did you mean local.rounds?");
    assertThat(run("status", "--config=" + dir.resolve("none"), "--format", "json")).isEqualTo(4);
    assertThat(new ObjectMapper().readTree(stdout()).path("error_code").asText())
        .isEqualTo("CONFIG_UNREADABLE");
  }

  @Test
  void saysWhereABadValueComesFrom() throws Exception {
    Path file = Files.writeString(dir.resolve("t.yaml"), "local:\n  rounds: many\n");
    assertThat(run("local", "run", "--config", file.toString())).isEqualTo(4);
    assertThat(stderr()).contains("--rounds").contains("comes from " + file + ":2");
  }

  @Test
  void printsWhatHoldsAndWhereItComesFromWithoutSecrets() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("t.yaml"), "local:\n  rounds: 3\nkafka:\n  ssl.key.password: hunter2\n");
    assertThat(run("config", "print", "--effective", "--config", file.toString())).isZero();
    assertThat(stdout())
        .containsPattern("local.rounds +3 +\\S+t.yaml:2\n")
        .containsPattern("local.seed +7 +default\n")
        .containsPattern("kafka.ssl.key.password +\\*+ ")
        .doesNotContain("hunter2");
  }

  @Test
  void tellsItsSupervisorWhyItWillNotStart() throws Exception {
    assertThat(run("router", "run", "--port", "many", "--supervised")).isEqualTo(4);
    JsonNode line = new ObjectMapper().readTree(stdout());
    assertThat(line.path("ready").asBoolean(true)).isFalse();
    assertThat(line.path("error_code").asText()).isEqualTo("BAD_ARGUMENTS");
    assertThat(line.path("message").asText()).contains("--port");
  }

  @Test
  void printsOnlyWhatIsConfiguredUnlessAsked() throws Exception {
    Path file = Files.writeString(dir.resolve("t.yaml"), "local:\n  rounds: 3\n");
    assertThat(run("config", "print", "--config", file.toString(), "--format", "json")).isZero();
    JsonNode rows = new ObjectMapper().readTree(stdout()).path("data");
    assertThat(rows.findValuesAsText("key")).contains("local.rounds").doesNotContain("local.seed");
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

  private String stderr() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
