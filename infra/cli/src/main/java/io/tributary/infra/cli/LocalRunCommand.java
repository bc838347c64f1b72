package io.tributary.infra.cli;

import io.tributary.infra.cli.command.AnswerPrinter;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.cli.command.OutputFormat;
import io.tributary.infra.local.LocalRun;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.progress.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Implements {@code local run}, which starts a whole federation on this machine and trains it to
 * its last round.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Starts a real broker, schema registry, aggregator, router and clients, trains until every"
          + " cluster has reached version ROUNDS, and shows what was learned.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tributary local run",
      "  tributary local run --scenario dual --rounds 12 --compare local,fedavg",
      "  tributary local run --data my-folder --keep-running",
      "  tributary local run --bootstrap-servers kafka:9092 --schema-registry http://registry:8081"
    })
final class LocalRunCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;
  @Mixin private LocalRunOptions options;

  @Override
  public CommandResult call() throws InterruptedException, IOException {
    OutputFormat format = spec.findOption(FormatOption.NAME).getValue();
    Progress progress = FormatOption.progress(spec);
    try {
      new LocalRun(options, Main.class.getName(), progress)
          .run(
              outcome -> {
                progress.finish();
                CommandResult answer = new CommandResult(outcome.results(), outcome.text());
                AnswerPrinter.print(answer, format, System.out, System.err);
              });
    } finally {
      progress.finish();
    }
    // The answer is printed already: with --keep-running it comes long before the end.
    return null;
  }
}
