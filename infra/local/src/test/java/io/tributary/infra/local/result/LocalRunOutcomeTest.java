package io.tributary.infra.local.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.local.Warnings;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.report.ResultsFile;
import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.infra.report.RunResults.Point;
import io.tributary.infra.report.RunResults.TaskMap;
import io.tributary.schemas.settings.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LocalRunOutcomeTest {
  private static final TaskMap DRAWN =
      new TaskMap(List.of(new Point(1, 2, "ward", 0)), List.of(), List.of());

  @TempDir Path dir;
  private final LocalRunOptions options = new LocalRunOptions();
  private final Warnings progress = new Warnings();

  @BeforeEach
  void chooseFolder() {
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs("--out", dir.toString());
  }

  @Test
  void theResultsAreKeptBeforeAnythingIsDrawn() throws Exception {
    LocalRunOutcome.keep(options, results(), progress);
    RunResults kept = ResultsFile.read(dir.resolve("results.json"));
    assertThat(kept.map()).isEqualTo(TaskMap.EMPTY);
    LocalRunOutcome outcome = LocalRunOutcome.write(options, results().with(DRAWN), "", progress);
    assertThat(ResultsFile.read(dir.resolve("results.json")).map()).isEqualTo(DRAWN);
    assertThat(dir.resolve("report.html")).isNotEmptyFile();
    assertThat(outcome.text()).contains("fedrouter-global", "results.json", "report.html");
    assertThat(progress.warned).isEmpty();
  }

  @Test
  void aReportThatCannotBeWrittenCostsNoResults() throws Exception {
    LocalRunOutcome.keep(options, results(), progress);
    Files.createDirectories(dir.resolve("report.html").resolve("in the way"));
    LocalRunOutcome outcome = LocalRunOutcome.write(options, results(), "", progress);
    assertThat(outcome.text()).contains("fedrouter-global", "results.json");
    assertThat(outcome.text()).doesNotContain("report.html");
    assertThat(progress.warned).singleElement().asString().contains("there is no report");
    assertThat(ResultsFile.read(dir.resolve("results.json"))).isEqualTo(results());
  }

  @Test
  void theTableIsShownThoughNothingCanBeWritten() throws Exception {
    Files.createDirectories(dir.resolve("results.json").resolve("in the way"));
    assertThatThrownBy(() -> LocalRunOutcome.keep(options, results(), progress))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cannot be written");
    assertThat(progress.lines).singleElement().asString().contains("fedrouter-global");
  }

  @Test
  void aPictureThatFailsIsNoneAndSaid() {
    assertThat(
            TaskPicture.orNone(
                () -> {
                  throw new ArrayIndexOutOfBoundsException("Index 3 out of bounds for length 3");
                },
                progress))
        .isEqualTo(TaskMap.EMPTY);
    assertThat(progress.warned).singleElement().asString().contains("no picture", "Index 3");
    assertThat(TaskPicture.orNone(() -> DRAWN, progress)).isEqualTo(DRAWN);
  }

  private static RunResults results() {
    return new RunResults(
        1,
        "single",
        7,
        8,
        8,
        4,
        100,
        70,
        1 << 20,
        1 << 24,
        1 << 24,
        0.99,
        1,
        List.of(new Method("fedrouter-global", 0.5, 0.5, new TreeMap<>(Map.of("ward", 0.5)))),
        List.of(),
        Map.of("train", 1.0),
        new TreeMap<>(),
        List.of(),
        List.of(),
        TaskMap.EMPTY,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of());
  }
}
