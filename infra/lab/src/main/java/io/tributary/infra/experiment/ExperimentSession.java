package io.tributary.infra.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.infra.experiment.engine.EngineKind;
import io.tributary.infra.experiment.engine.ExperimentEngine;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.ExperimentFile;
import io.tributary.infra.experiment.report.CsvReport;
import io.tributary.infra.experiment.report.ExperimentReport;
import io.tributary.infra.experiment.report.HtmlExperimentReport;
import io.tributary.infra.experiment.report.MarkdownReport;
import io.tributary.infra.experiment.report.ReportBuilder;
import io.tributary.infra.experiment.run.ExperimentData;
import io.tributary.infra.experiment.run.ExperimentRunner;
import io.tributary.infra.experiment.run.RunDirectory;
import io.tributary.infra.experiment.run.RunManifest;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.report.AtomicFile;
import io.tributary.schemas.process.CodeVersion;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs and reports one experiment in its directory.
 *
 * @param file the experiment in YAML
 * @param out directory of runs and report
 * @param progress receives the progress
 */
public record ExperimentSession(Path file, Path out, Progress progress) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Runs what is missing, and writes the report.
   *
   * @param through engine of the runs
   * @param threads clients that train at once
   * @throws Failure EXPERIMENT_MISMATCH if the directory has runs of other seeds or data
   */
  public ExperimentReport run(EngineKind through, int threads) throws InterruptedException {
    Experiment experiment = ExperimentFile.read(file);
    var directory = new RunDirectory(out);
    try (FrozenModel model = FrozenModel.bundled(experiment.maxTokens());
        ExperimentEngine engine = through.start(model)) {
      ExperimentData data = ExperimentData.find(experiment, model.model());
      RunManifest manifest = manifest(experiment, data, model);
      directory.manifest().ifPresent(before -> requireSame(before, manifest));
      directory.create();
      directory.write(manifest);
      ExperimentRunner.Summary summary =
          new ExperimentRunner(experiment, directory, data, model, engine, threads, progress).run();
      summary.failed().forEach(progress::warn);
      return report(directory, experiment, manifest);
    }
  }

  /**
   * Returns the report of a directory.
   *
   * @throws Failure EXPERIMENT_DIR_UNUSABLE if nothing was run there
   */
  public static ExperimentReport report(Path out) {
    var directory = new RunDirectory(out);
    RunManifest manifest =
        directory
            .manifest()
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.DOMAIN,
                        "EXPERIMENT_DIR_UNUSABLE",
                        "run directory " + out + " must hold manifest.json, has none",
                        "Name the folder that experiment run --out was given."));
    return report(directory, ExperimentFile.parsed(manifest.file()), manifest);
  }

  private static ExperimentReport report(
      RunDirectory directory, Experiment experiment, RunManifest manifest) {
    ExperimentReport report = new ReportBuilder(experiment, directory).report(manifest);
    try {
      Path folder = directory.path();
      AtomicFile.write(folder.resolve("report.json"), JSON.writeValueAsString(report) + "\n");
      AtomicFile.write(folder.resolve("report.md"), MarkdownReport.of(report));
      AtomicFile.write(folder.resolve("report.csv"), CsvReport.of(report));
      AtomicFile.write(folder.resolve("report.html"), HtmlExperimentReport.of(report));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "EXPERIMENT_DIR_UNUSABLE",
          "report in " + directory.path() + " cannot be written: " + e,
          "Free disk space there, or let this user write it.",
          e);
    }
    return report;
  }

  private RunManifest manifest(Experiment experiment, ExperimentData data, FrozenModel model) {
    return new RunManifest(
        experiment.name(),
        experiment.seeds(),
        data.digest(),
        model.model().id(),
        CodeVersion.text(),
        System.getProperty("java.version"),
        text());
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "EXPERIMENT_INVALID",
          file + " cannot be read: " + e,
          "Correct the path.",
          e);
    }
  }

  /**
   * Checks that the settings which make runs comparable are unchanged; methods and tables may be
   * added.
   */
  private void requireSame(RunManifest before, RunManifest now) {
    requireSame("seeds", before.seeds(), now.seeds());
    requireSame("data", before.data(), now.data());
    requireSame("base model", before.baseModel(), now.baseModel());
  }

  private void requireSame(String what, Object before, Object now) {
    if (!before.equals(now)) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "EXPERIMENT_MISMATCH",
          what + " of the runs in " + out + " must be " + now + ", were " + before,
          "Take another --out, or the experiment that was begun there.");
    }
  }
}
