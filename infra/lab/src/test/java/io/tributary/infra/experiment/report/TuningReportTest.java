package io.tributary.infra.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.ExperimentFile;
import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.RunSettings;
import io.tributary.infra.experiment.plan.TuningPlan;
import io.tributary.infra.experiment.report.table.FigureSummary;
import io.tributary.infra.experiment.report.table.ReportRow;
import io.tributary.infra.experiment.run.MadeUpRuns;
import io.tributary.infra.experiment.run.RunDirectory;
import io.tributary.infra.experiment.run.RunManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up runs of a grid, and what the rows make of them. */
class TuningReportTest {
  private static final Experiment EXPERIMENT =
      ExperimentFile.parsed(
          """
          name: made up
          seeds: [1]
          tuning:
            seed: 101
            settings: {clients: 4, validation: 30, test-rows: 50}
            grid: {learning-rate: [2e-3, 1e-3]}
            grids: {fedprox: {batch: [8, 4]}}
          tables:
            one: {methods: [fedit, {method: fedit, as: own, learning-rate: 5e-3}, fedprox, base]}
          """);
  private static final TuningPlan TUNING = EXPERIMENT.tuning().orElseThrow();
  private static final RunManifest MANIFEST =
      new RunManifest("made up", List.of(1L), "d", "m", "v", "17", "");

  @TempDir Path folder;
  private RunDirectory directory;

  @BeforeEach
  void tableRuns() {
    directory = new RunDirectory(folder);
    directory.create();
    table("fedit", "0.002", 0.1);
    table("fedit", "0.001", 0.2);
    table("fedit", "0.005", 0.3);
    table("fedprox", "0.002", 0.4);
  }

  @Test
  void rowsShowTheRunsOfThePickAndSayIt() {
    tuning("fedit", 0, 0.5);
    tuning("fedit", 1, 0.6);
    fail("fedprox", 0);
    fail("fedprox", 1);

    ExperimentReport report = report();

    List<ReportRow> rows = report.tables().get(0).rows();
    assertThat(rows).extracting(TuningReportTest::allTasks).containsExactly(0.2, 0.3, 0.4, null);
    assertThat(rows)
        .extracting(ReportRow::picked)
        .containsExactly(map("learning-rate", "0.001"), map(), map("batch", "8"), map());
    assertThat(report.missing()).containsExactly("base, seed 1");
    assertThat(report.tuning()).extracting(ReportTuning::picked).containsExactly("0.001", "8");
    assertThat(report.tuning().get(0).values())
        .extracting(ReportTuning.Value::ownTasks)
        .containsExactly(0.5, 0.6);
    assertThat(report.tuning())
        .flatExtracting(ReportTuning::values)
        .allSatisfy(value -> assertThat(folder.resolve(value.run())).exists());
    assertThat(MarkdownReport.of(report))
        .contains("30 training rows of each of 4 clients, held out of training with seed 101")
        .contains("test rows were not used")
        .contains("| method | learning-rate 0.002 | learning-rate 0.001 | picked |")
        .contains("| fedit | 50.0 | **60.0** | 0.001 |")
        .contains("| fedprox | failed | failed | 8, the default: every run failed |");
    assertThat(HtmlExperimentReport.of(report))
        .contains("<h2>Tuning</h2>", "<td>50.0<td><b>60.0</b><td>0.001</tr>");
    assertThat(CsvReport.of(report))
        .contains(
            "\"tuning\",\"fedit\",\"validation own-tasks, learning-rate 0.001\",1,0.6,,\"runs/");
  }

  @Test
  void whatWaitsForTheGridIsMissing() {
    tuning("fedit", 0, 0.5);
    tuning("fedprox", 0, 0.5);
    tuning("fedprox", 1, 0.4);

    ExperimentReport report = report();

    assertThat(report.complete()).isFalse();
    assertThat(report.missing())
        .containsExactlyInAnyOrder(
            "fedit, seed 101, learning-rate 0.001", "fedit, seed 1", "base, seed 1");
    List<ReportRow> rows = report.tables().get(0).rows();
    assertThat(rows).extracting(TuningReportTest::allTasks).containsExactly(null, 0.3, 0.4, null);
    assertThat(rows.get(0).runs()).isEmpty();
    assertThat(report.tuning().get(0).picked()).isNull();
    assertThat(report.tuning().get(0).values().get(1).run()).isNull();
    assertThat(MarkdownReport.of(report)).contains("| fedit | 50.0 |  | open: runs are missing |");
  }

  private ExperimentReport report() {
    return new ReportBuilder(EXPERIMENT, directory).report(MANIFEST);
  }

  private static Double allTasks(ReportRow row) {
    FigureSummary cell = row.figures().get("all-tasks");
    return cell == null ? null : Double.valueOf(cell.mean());
  }

  private static SortedMap<String, String> map(String... keyAndValue) {
    var map = new TreeMap<String, String>();
    for (int i = 0; i < keyAndValue.length; i += 2) {
      map.put(keyAndValue[i], keyAndValue[i + 1]);
    }
    return map;
  }

  private void table(String method, String rate, double accuracy) {
    RunSettings settings = RunSettings.defaults().with(Map.of("learning-rate", rate));
    directory.write(MadeUpRuns.scored(new RunPlan(Methods.named(method), settings, 1), accuracy));
  }

  private void tuning(String method, int value, double accuracy) {
    directory.write(MadeUpRuns.scored(run(method, value), accuracy));
  }

  private void fail(String method, int value) {
    directory.write(MadeUpRuns.failed(run(method, value), "loss was NaN at step 3"));
  }

  private static RunPlan run(String method, int value) {
    return TUNING.trainings().values().stream()
        .filter(run -> run.method().name().equals(method))
        .toList()
        .get(value);
  }
}
