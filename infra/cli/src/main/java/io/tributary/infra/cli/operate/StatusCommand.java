package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.AnswerPrinter;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.cli.command.OutputFormat;
import io.tributary.infra.cli.config.DurationText;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.SkippedRow;
import io.tributary.infra.local.watch.FederationStatus;
import io.tributary.infra.local.watch.StatusWatch;
import io.tributary.infra.operate.FederationReader;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code status}, which shows the progress of a federation, and which clients it waits
 * for.
 */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "How far a federation is: slots, clusters, versions, what was set aside; and whom each open"
            + " window waits for, since when.")
public final class StatusCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;
  @Mixin private FederationOptions federation;

  @Option(
      names = "--partitions",
      description = "Of the topics keyed by cluster or chunk (default: as many as they have).")
  private Integer partitions;

  @Option(
      names = "--watch",
      fallbackValue = "true",
      description = "Looks again and again, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--interval",
      defaultValue = "2s",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Between two looks of --watch (default: ${DEFAULT-VALUE}).")
  private Duration interval;

  @Option(
      names = "--times",
      defaultValue = "0",
      description = "Looks of --watch; 0: until Ctrl-C (default: ${DEFAULT-VALUE}).")
  private int times;

  @Override
  public CommandResult call() throws InterruptedException {
    if (times < 0) {
      throw Failure.badArguments("--times must be >= 0, was " + times, null);
    }
    FederationConnection connection = federation.connection();
    Preflight.check(connection);
    TopicCatalogue topics =
        partitions == null
            ? FederationReader.topicsOf(connection)
            : new TopicCatalogue(connection.federation(), partitions);
    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
      admin.verify(topics);
    }
    try (var looks = new StatusWatch(connection, topics, federation.timeout())) {
      int last = watch ? times : 1;
      for (int look = 1; look != last; look++) {
        show(answer(looks));
        Thread.sleep(interval.toMillis());
      }
      return answer(looks);
    }
  }

  private static CommandResult answer(StatusWatch looks) {
    FederationStatus status = looks.look();
    return new CommandResult(status, StatusText.of(status), SkippedRow.of(looks.skipped()));
  }

  /**
   * Prints one of several statuses, with its time, because each is printed below the one before.
   */
  private void show(CommandResult answer) {
    OutputFormat format = spec.findOption(FormatOption.NAME).getValue();
    PrintWriter out = spec.commandLine().getOut();
    CommandResult timed =
        new CommandResult(
            answer.data(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + System.lineSeparator()
                + answer.text()
                + System.lineSeparator(),
            answer.skipped());
    out.println(AnswerPrinter.text(timed, format));
    out.flush();
  }
}
