package io.tributary.infra.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.ExperimentFile;
import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.infra.experiment.plan.TunedValues;
import io.tributary.infra.experiment.report.table.ReportRow;
import io.tributary.infra.experiment.report.table.ReportTable;
import io.tributary.infra.experiment.report.table.RowComparisonView;
import io.tributary.infra.experiment.rows.MadeUpRows;
import io.tributary.infra.experiment.run.MadeUpRuns;
import io.tributary.infra.experiment.run.RunDirectory;
import io.tributary.infra.experiment.run.RunManifest;
import io.tributary.schemas.settings.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up runs, of which the tables are known. */
class ReportBuilderTest {
  private static final Experiment EXPERIMENT =
      ExperimentFile.parsed(
          """
          name: made up
          seeds: [1, 2, 3]
          reference: fedit
          expectations: ["a < b"]
          tables:
            one: {vary: {rank: [2, 4]}, methods: [fedit, fedprox, scaffold]}
          """);
  private static final RunManifest MANIFEST =
      new RunManifest("made up", List.of(1L, 2L, 3L), "d", "m", "v", "17", "");

  @TempDir Path folder;
  private RunDirectory directory;

  @BeforeEach
  void runs() {
    directory = new RunDirectory(folder);
    directory.create();
    put("fedit, rank 2", 0.5, 0.6, 0.7);
    put("fedprox, rank 2", 0.55, 0.66, 0.74);
    put("fedit, rank 4", 0.8, 0.8, 0.8);
    put("fedprox, rank 4", 0.8, 0.8, 0.8);
    fail("scaffold, rank 2", 1);
  }

  @Test
  void comparesEveryRowWithTheReferenceOfItsVariation() {
    List<ReportRow> rows = rows();
    ReportRow row = rows.get(1);

    assertThat(row.label()).isEqualTo("fedprox, rank 2");
    assertThat(row.figures().get("all-tasks").mean()).isCloseTo(0.65, within(1e-12));
    assertThat(row.figures().get("all-tasks").deviation()).isCloseTo(0.0953939, within(1e-6));
    assertThat(row.gainPercent()).isCloseTo(100 * 0.05 / 0.6, within(1e-9));
    // Differences .05, .06, .04: mean .05, s = .01, t = 8.66 with 2 degrees of freedom.
    assertThat(row.against().difference()).isCloseTo(0.05, within(1e-9));
    assertThat(row.against().p()).isCloseTo(0.013072, within(1e-5));
    // Of the table's other pairs all differences are equal: there is no other test.
    assertThat(row.against().corrected()).isCloseTo(row.against().p(), within(1e-12));
    assertThat(row.against().wilcoxon()).isNull();
    assertThat(row.against().pairs()).isEqualTo(3);
    assertThat(rows.get(0).reference()).isTrue();
    assertThat(rows.get(0).against()).isNull();
    assertThat(rows.get(4).against().p()).isNull();
    assertThat(rows.get(4).gainPercent()).isZero();
  }

  @Test
  void aTableMayHaveAReferenceOfItsOwnAndCompareSomethingElse() {
    Experiment experiment =
        ExperimentFile.parsed(
            """
            name: made up
            seeds: [1, 2, 3]
            reference: fedit
            tables:
              one: {settings: {rank: 3}, reference: fedprox, compare: own-tasks, methods: [fedit, fedprox]}
              two: {settings: {rank: 3}, methods: [fedprox, scaffold]}
            """);
    List<TableRow> rows = experiment.tables().get(0).rows();
    for (int seed = 1; seed <= 3; seed++) {
      RunPlan fedit = rows.get(0).run(seed, TunedValues.NONE).orElseThrow();
      RunPlan fedprox = rows.get(1).run(seed, TunedValues.NONE).orElseThrow();
      directory.write(MadeUpRuns.scored(fedit, 0.9, 0.3 + 0.01 * seed));
      directory.write(MadeUpRuns.scored(fedprox, 0.2, 0.4));
    }
    ExperimentReport report = new ReportBuilder(experiment, directory).report(MANIFEST);
    ReportTable own = report.tables().get(0);

    assertThat(own.reference()).isEqualTo("fedprox");
    assertThat(own.compared()).isEqualTo("own tasks");
    assertThat(own.rows().get(1).reference()).isTrue();
    assertThat(own.rows().get(1).gainPercent()).isNull();
    // .31, .32, .33 against .4.
    assertThat(own.rows().get(0).gainPercent()).isCloseTo(-20, within(1e-9));
    assertThat(own.rows().get(0).against().difference()).isCloseTo(-0.08, within(1e-9));
    // The experiment's reference is no row of this one.
    assertThat(report.tables().get(1).reference()).isNull();
    assertThat(MarkdownReport.of(report)).containsOnlyOnce("Compared with fedprox in own tasks.");
    assertThat(HtmlExperimentReport.of(report))
        .containsOnlyOnce("Compared with fedprox in own tasks.");
  }

  @Test
  void namesEveryVersionThatMadeRuns() throws Exception {
    TableRow row = EXPERIMENT.tables().get(0).rows().get(0);
    Path file = directory.file(row.run(1, TunedValues.NONE).orElseThrow().trainingKey());
    String text = Files.readString(file);
    // Older programs wrote none: what began the directory stands for them.
    Files.writeString(file, text.replaceFirst(".*\"version\".*\n", ""));
    assertThat(Files.readString(file)).isNotEqualTo(text);
    ExperimentReport report = new ReportBuilder(EXPERIMENT, directory).report(MANIFEST);

    assertThat(report.versions()).containsExactly("code-of-the-test", "v");
    assertThat(MarkdownReport.of(report)).contains("tributary code-of-the-test and v, Java 17");
    assertThat(HtmlExperimentReport.of(report))
        .contains("tributary code-of-the-test and v, Java 17");
  }

  /** Of 20 rows, fedprox gets 9 right that fedit does not, and fedit 1. */
  @Test
  void comparesTestRowByTestRow() {
    for (int seed = 1; seed <= 3; seed++) {
      rows("fedit, rank 2", seed, (client, task, row) -> !task.equals("a") || row >= 9);
      rows("fedprox, rank 2", seed, (client, task, row) -> !task.equals("b") || row < 9);
    }
    ExperimentReport report = new ReportBuilder(EXPERIMENT, directory).report(MANIFEST);
    RowComparisonView compared = report.tables().get(0).rows().get(1).against().onRows();

    assertThat(compared.difference()).isCloseTo(0.4, within(1e-12));
    assertThat(compared.rows()).isEqualTo(20);
    assertThat(compared.ahead()).isEqualTo(9);
    assertThat(compared.behind()).isEqualTo(1);
    assertThat(compared.test()).isEqualTo("exact");
    assertThat(compared.p()).isCloseTo(22.0 / 1024, within(1e-12));
    // The only comparison of the table that has rows.
    assertThat(compared.corrected()).isEqualTo(compared.p());
    assertThat(compared.overClients()).isNull();
    assertThat(compared.overRows().covers(0.4)).isTrue();
    assertThat(compared.seeds()).hasSize(3);
    String line = "| fedprox, rank 2 | +40.0 |  | ";
    assertThat(MarkdownReport.of(report))
        .contains("Row by row against fedit:", line, " | 20 | 9 | 1 | 0.021 | 0.021 |")
        .contains("10000 bootstrap samples (seed 1)");
    assertThat(HtmlExperimentReport.of(report))
        .contains("<h3>Row by row against fedit</h3>", "<td>+40.0", "<td>0.021");
    assertThat(CsvReport.of(report))
        .contains("\"one\",\"fedprox, rank 2\",\"row by row better\",20,9.0");
  }

  @Test
  void runsOfOlderProgramsAreReportedWithoutThat() throws Exception {
    ExperimentReport report = new ReportBuilder(EXPERIMENT, directory).report(MANIFEST);

    assertThat(report.notes())
        .singleElement()
        .asString()
        .startsWith("12 runs have no answers beside their figures")
        .contains("comparisons row by row need them", "to have them run again");
    assertThat(report.tables().get(0).rows())
        .allSatisfy(
            row -> assertThat(row.against() == null || row.against().onRows() == null).isTrue());
    assertThat(new ObjectMapper().valueToTree(report).findValue("onRows").isNull()).isTrue();
    assertThat(MarkdownReport.of(report))
        .contains("**Note**: 12 runs")
        .doesNotContain("Row by row");
    assertThat(HtmlExperimentReport.of(report))
        .contains("12 runs have no")
        .doesNotContain("Row by row");
  }

  /** What a file says of its rows is not believed while they are there. */
  @Test
  void figuresAreThoseOfTheAnswers() throws Exception {
    for (int seed = 1; seed <= 3; seed++) {
      rows("fedit, rank 2", seed, (client, task, row) -> row < 5);
    }
    RunPlan plan = plan("fedit, rank 2", 1);
    Path file = directory.file(plan.trainingKey());
    assertThat(notes()).singleElement().asString().startsWith("9 runs");
    String before = CsvReport.of(new ReportBuilder(EXPERIMENT, directory).report(MANIFEST));
    Files.writeString(
        file, Files.readString(file).replaceAll("\"allTasks\" : 0.5,", "\"allTasks\" : 0.9,"));

    assertThat(notes())
        .last()
        .asString()
        .startsWith("1 run has figures that their answers do not come to")
        .contains("runs/" + plan.trainingKey() + ".json");
    assertThat(CsvReport.of(new ReportBuilder(EXPERIMENT, directory).report(MANIFEST)))
        .isEqualTo(before);
    Files.writeString(folder.resolve("rows/" + plan.trainingKey() + ".json.gz"), "cut");
    assertThatThrownBy(this::notes)
        .isInstanceOf(Failure.class)
        .hasMessageContaining(plan.trainingKey() + ".json.gz, which cannot be read");
  }

  @Test
  void aRunThatFailedIsAbsentAndTold() {
    ReportRow row = rows().get(2);

    assertThat(row.figures()).isEmpty();
    assertThat(row.failures()).containsExactly("seed 1: loss was NaN at step 3");
    assertThat(row.runs()).hasSize(1);
  }

  @Test
  void saysWhatIsMissingAndLeadsEveryFigureBackToItsRuns() {
    ExperimentReport report = new ReportBuilder(EXPERIMENT, directory).report(MANIFEST);

    assertThat(report.complete()).isFalse();
    assertThat(report.missing()).hasSize(5).contains("scaffold, seed 2");
    assertThat(report.tables().get(0).rows().get(0).runs())
        .hasSize(3)
        .allSatisfy(run -> assertThat(folder.resolve(run)).exists());
    assertThat(MarkdownReport.of(report))
        .contains("**Not complete**: 5 runs to go", "- a < b")
        .contains("| fedprox, rank 2 | 65.0 ± 9.5 |")
        .contains("scaffold, rank 2, seed 1: loss was NaN at step 3");
    assertThat(CsvReport.of(report))
        .startsWith("table,method,figure,n,mean,standard_deviation,runs\n")
        .contains("\"one\",\"fedprox, rank 2\",\"all-tasks\",3,0.65");
    assertThat(HtmlExperimentReport.of(report)).contains("a &lt; b", "<svg", "fedprox, rank 2");
  }

  private List<String> notes() {
    return new ReportBuilder(EXPERIMENT, directory).report(MANIFEST).notes();
  }

  private void rows(String label, int seed, MadeUpRows.Right right) {
    RunPlan plan = plan(label, seed);
    MadeUpRuns.write(
        directory,
        plan,
        MadeUpRows.of(List.of("a", "b"), 10, 4, Methods.deployments(plan.method()), right));
  }

  private List<ReportRow> rows() {
    return new ReportBuilder(EXPERIMENT, directory).report(MANIFEST).tables().get(0).rows();
  }

  private void put(String label, double... accuracies) {
    for (int seed = 1; seed <= accuracies.length; seed++) {
      directory.write(MadeUpRuns.scored(plan(label, seed), accuracies[seed - 1]));
    }
  }

  private void fail(String label, int seed) {
    directory.write(MadeUpRuns.failed(plan(label, seed), "loss was NaN at step 3"));
  }

  private static RunPlan plan(String label, int seed) {
    TableRow row =
        EXPERIMENT.tables().get(0).rows().stream()
            .filter(one -> one.label().equals(label))
            .findFirst()
            .orElseThrow();
    return row.run(seed, TunedValues.NONE).orElseThrow();
  }
}
