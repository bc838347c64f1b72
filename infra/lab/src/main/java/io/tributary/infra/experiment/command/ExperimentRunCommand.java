package io.tributary.infra.experiment.command;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.experiment.ExperimentSession;
import io.tributary.infra.experiment.engine.EngineKind;
import io.tributary.infra.experiment.report.ExperimentReport;
import io.tributary.infra.experiment.report.MarkdownReport;
import io.tributary.infra.progress.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Implements {@code experiment run}, which trains, scores and reports what an experiment still
 * lacks.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Trains every method of an experiment with every seed, scores it and writes the report.",
      "",
      "Runs that ended are kept: the same command goes on where it stopped, also after kill -9."
    })
final class ExperimentRunCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.yaml", description = "what to run")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "gets runs, report.md, report.csv, report.json and report.html")
  private Path out;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "clients that train at once (0: one per core)")
  private int threads;

  @Option(
      names = "--engine",
      defaultValue = "stream",
      description =
          "stream: through a broker; direct: the same code and the same adapters without one"
              + " (default: ${DEFAULT-VALUE})")
  private EngineKind engine;

  @Override
  public CommandResult call() throws InterruptedException {
    Progress progress = FormatOption.progress(spec);
    try {
      int crew = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
      ExperimentReport report = new ExperimentSession(file, out, progress).run(engine, crew);
      return new CommandResult(report, MarkdownReport.of(report));
    } finally {
      progress.finish();
    }
  }
}
