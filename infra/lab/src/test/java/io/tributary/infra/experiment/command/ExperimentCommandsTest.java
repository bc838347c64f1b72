package io.tributary.infra.experiment.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.cli.Main;
import io.tributary.testkit.LongTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandsTest {
  private static final String SMALL =
      """
      name: tiny
      seeds: [3]
      reference: fedit
      defaults: {clients: 4, rounds: 2, steps: 2, cap: 24, test-rows: 4, tasks: [question_kind, support_desk]}
      tables:
        one: {methods: [base, fedit, {method: scaffold, as: runs away, learning-rate: 1e30}, {method: fedit, as: steep, learning-rate: 1e30}]}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  /** The configuration that ships, whole: three methods too many would be noticed in CI first. */
  @Test
  @LongTest("smaller experiments run in this class")
  void theSmallExperimentThatShipsRuns() throws IOException {
    Path small = Path.of("experiment-small.yaml");
    assertThat(
            run(
                "experiment",
                "run",
                small.toString(),
                "--out",
                at("small"),
                "--engine",
                "direct",
                "--format",
                "json"))
        .isZero();
    JsonNode report = data();
    assertThat(report.path("complete").asBoolean()).isTrue();
    JsonNode rows = report.path("tables").path(0).path("rows");
    assertThat(rows).hasSize(7);
    rows.forEach(
        row -> {
          assertThat(row.path("failures")).isEmpty();
          assertThat(row.path("figures").path("all-tasks").path("n").asInt()).isEqualTo(2);
          assertThat(row.path("runs")).hasSize(2);
        });
    assertThat(folder.resolve("small"))
        .isDirectoryContaining("glob:**/report.md")
        .isDirectoryContaining("glob:**/report.csv")
        .isDirectoryContaining("glob:**/report.html");
    assertThat(Files.readString(folder.resolve("small/report.html"))).contains("<svg", "fedit");
    JsonNode onRows = rows.path(2).path("against").path("onRows");
    // Two tasks of twelve rows, by two seeds that may ask the same ones.
    assertThat(onRows.path("rows").asInt()).isBetween(24, 48);
    assertThat(onRows.path("seeds")).hasSize(2);
    assertThat(onRows.path("difference").asDouble())
        .isCloseTo(rows.path(2).path("against").path("difference").asDouble(), within(1e-12));
    for (Path run : runs("small/runs")) {
      answersAreKeptWithoutText(new ObjectMapper().readTree(run.toFile()));
    }
  }

  /** By the plainest loops; and every text is a name or a digest. */
  private void answersAreKeptWithoutText(JsonNode run) throws IOException {
    JsonNode kept;
    Path file = folder.resolve("small").resolve(run.path("rows").path("file").asText());
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      kept = new ObjectMapper().readTree(in);
    }
    assertThat(texts(kept))
        .isNotEmpty()
        .allMatch(
            text ->
                text.matches(
                    "[0-9a-f]{16}|(question_kind|support_desk)(/\\d+)?|client-\\d+(/\\d+)?|c\\d+|base"));
    JsonNode asked = kept.path("rows");
    int size = asked.path("truth").size();
    assertThat(size).isEqualTo(24);
    assertThat(run.path("scores").size()).isEqualTo(kept.path("deployments").size()).isPositive();
    for (Map.Entry<String, JsonNode> score : run.path("scores").properties()) {
      double sum = 0;
      JsonNode numbers = kept.path("deployments").path(score.getKey());
      for (JsonNode number : numbers) {
        JsonNode column = kept.path("answers").path(number.asInt());
        for (int row = 0; row < size; row++) {
          boolean right =
              column.path("option").path(row).asInt() == asked.path("truth").path(row).asInt();
          sum += right ? 1.0 / size / numbers.size() : 0;
        }
      }
      // Both tasks have as many rows, so that every row counts alike.
      assertThat(score.getValue().path("allTasks").asDouble())
          .as(score.getKey())
          .isCloseTo(sum, within(1e-12));
    }
  }

  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(child -> texts.addAll(texts(child)));
    return texts;
  }

  @Test
  void goesOnWhereItStoppedAndMarksWhatRanAway() throws IOException {
    Path file = Files.writeString(folder.resolve("tiny.yaml"), SMALL);
    assertThat(run("experiment", "run", file.toString(), "--out", at("d"), "--engine", "direct"))
        .isZero();
    List<Path> runs = runs();
    assertThat(runs).hasSize(4);
    Path lost = runs.get(1);
    String before = Files.readString(lost);
    Files.delete(lost);
    FileTime kept = Files.getLastModifiedTime(runs.get(0));
    out.reset();

    assertThat(
            run(
                "experiment",
                "run",
                file.toString(),
                "--out",
                at("d"),
                "--engine",
                "direct",
                "--format",
                "json"))
        .isZero();

    assertThat(Files.getLastModifiedTime(runs.get(0))).isEqualTo(kept);
    assertThat(scores(Files.readString(lost))).isEqualTo(scores(before));
    // To the last answer.
    assertThat(new ObjectMapper().readTree(lost.toFile()).path("rows"))
        .isEqualTo(new ObjectMapper().readTree(before).path("rows"));
    JsonNode rows = data().path("tables").path(0).path("rows");
    JsonNode steep = rows.path(3);
    assertThat(steep.path("failures").path(0).asText())
        .contains("seed 3", "loss must be finite", "step");
    assertThat(steep.path("figures")).isEmpty();
    assertThat(rows.path(1).path("failures")).isEmpty();
  }

  @Test
  void tunesBeforeItRunsAndRunsWithWhatItPicked() throws IOException {
    // The default is not in the grid, and one of its values runs away.
    Path file =
        Files.writeString(
            folder.resolve("tuned.yaml"),
            """
            name: tuned
            seeds: [3]
            defaults: {clients: 2, rounds: 1, steps: 2, cap: 16, test-rows: 4, tasks: [question_kind, support_desk]}
            tuning: {seed: 9, settings: {validation: 6}, grid: {learning-rate: [1e30, 1e-3]}}
            tables: {one: {methods: [fedit]}}
            """);
    String[] command = {
      "experiment", "run", file.toString(), "--out", at("d"), "--engine", "direct"
    };
    assertThat(run(command)).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("## Tuning", "| fedit | failed | **");
    assertThat(runs()).hasSize(3);
    out.reset();
    assertThat(run("experiment", "report", at("d"), "--format", "json")).isZero();
    assertThat(data().path("complete").asBoolean()).isTrue();
    JsonNode row = data().path("tables").path(0).path("rows").path(0);
    assertThat(row.path("picked").path("learning-rate").asText()).isEqualTo("0.001");
    String result =
        Files.readString(folder.resolve("d").resolve(row.path("runs").path(0).asText()));
    JsonNode settings = new ObjectMapper().readTree(result).path("settings");
    assertThat(settings.path("learning-rate").asText()).isEqualTo("0.001");
    assertThat(settings.path("validation").asText()).isEqualTo("0");
  }

  @Test
  void refusesADirectoryOfOtherSeedsOrOneThatIsDamaged() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("base.yaml"),
            "name: b\nseeds: [1]\ndefaults: {test-rows: 2}\ntables: {t: {methods: [base]}}\n");
    assertThat(run("experiment", "run", file.toString(), "--out", at("d"), "--engine", "direct"))
        .isZero();
    Files.writeString(file, Files.readString(file).replace("[1]", "[1, 2]"));

    assertThat(run("experiment", "run", file.toString(), "--out", at("d"), "--engine", "direct"))
        .isEqualTo(4);
    assertThat(said()).contains("seeds of the runs", "must be [1, 2], were [1]");
    Files.writeString(runs().get(0), "{ half");
    assertThat(run("experiment", "report", at("d"))).isEqualTo(1);
    assertThat(said()).contains("cannot be read", "Remove the file that is named");
    assertThat(run("experiment", "report", at("nothing"))).isEqualTo(1);
    assertThat(said()).contains("must hold manifest.json, has none");
  }

  @Test
  void refusesWhatItDoesNotKnow() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"), "name: b\nseeds: [1]\ntables: {t: {methods: [fedti]}}\n");
    assertThat(run("experiment", "run", file.toString(), "--out", at("d"))).isEqualTo(4);
    assertThat(said()).contains("did you mean fedit?");
    assertThat(run("experiment", "run", at("missing.yaml"), "--out", at("d"))).isEqualTo(4);
    Files.writeString(file, "name: b\nseeds: [1]\ndata: nowhere\ntables: {t: {methods: [base]}}\n");
    assertThat(run("experiment", "run", file.toString(), "--out", at("d"), "--engine", "direct"))
        .isEqualTo(4);
    assertThat(said()).contains("set TRIBUTARY_DATA".replace("set", "Set"));
  }

  private String scores(String result) throws IOException {
    return new ObjectMapper().readTree(result).path("scores").toString();
  }

  private List<Path> runs() throws IOException {
    return runs("d/runs");
  }

  private List<Path> runs(String runs) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(runs))) {
      return files.sorted().toList();
    }
  }

  private JsonNode data() throws IOException {
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).path("data");
  }

  private String said() {
    String text = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return text;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... args) {
    return Main.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
