package io.tributary.infra.experiment.command;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.experiment.ExperimentSession;
import io.tributary.infra.experiment.report.ExperimentReport;
import io.tributary.infra.experiment.report.MarkdownReport;
import io.tributary.infra.progress.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Implements {@code experiment report}, which makes the tables of finished runs again and trains
 * nothing.
 */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Makes the tables of the runs in a directory again; runs nothing.")
final class ExperimentReportCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "what experiment run --out was given")
  private Path directory;

  @Override
  public CommandResult call() {
    Progress progress = FormatOption.progress(spec);
    ExperimentReport report = ExperimentSession.report(directory);
    progress.finish();
    return new CommandResult(report, MarkdownReport.of(report));
  }
}
