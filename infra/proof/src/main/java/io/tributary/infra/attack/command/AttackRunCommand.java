package io.tributary.infra.attack.command;

import io.tributary.infra.attack.AttackCampaign;
import io.tributary.infra.attack.AttackReport;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code attack run}, which sends hostile records to a real federation and compares it
 * with an undisturbed twin.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Sends hostile records to every topic of a real federation while honest clients train:"
          + " imitations of honest ones to the topics that the aggregator takes its input and its"
          + " orders from, what is no record of its topic to all. Restarts its aggregator from the"
          + " topics alone after every batch; passes if nobody stops, every honest update counts"
          + " once, and the adapters are those of a twin that nobody attacks.",
      "",
      "Takes some three seconds a restart."
    })
final class AttackRunCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      description = "Campaigns, each under a seed of its own (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the first campaign (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--records",
      defaultValue = "10000",
      description = "Hostile records of a campaign (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--restarts",
      defaultValue = "200",
      description = "Restarts of a campaign (default: ${DEFAULT-VALUE}).")
  private int restarts;

  @Override
  public CommandResult call() throws IOException, InterruptedException {
    if (seeds < 1 || restarts < 1 || records < restarts) {
      throw Failure.badArguments(
          "--seeds and --restarts must be >= 1 and --records >= --restarts, were "
              + seeds
              + ", "
              + restarts
              + " and "
              + records,
          null);
    }
    Progress progress = FormatOption.progress(spec);
    var reports = new ArrayList<AttackReport>();
    try {
      for (int i = 0; i < seeds; i++) {
        reports.add(checked(new AttackCampaign(seed + i, records, restarts, progress).run()));
      }
    } finally {
      progress.finish();
    }
    return new CommandResult(reports, text(reports));
  }

  private static AttackReport checked(AttackReport report) {
    if (report.holds()) {
      return report;
    }
    throw new Failure(
        Failure.Kind.DOMAIN,
        "ATTACK_SUCCEEDED",
        "after %d hostile records and %d restarts (--seed %d): %s"
            .formatted(
                report.records(),
                report.restarts(),
                report.seed(),
                String.join("; ", report.broken())),
        "Report this message: a hostile record stopped or changed a federation.");
  }

  private static String text(List<AttackReport> reports) {
    var text = new StringBuilder();
    for (AttackReport report : reports) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("hostile records", "sent"));
      report.byKind().forEach((kind, times) -> rows.add(row(Map.entry(kind, times))));
      rows.add(List.of("", ""));
      rows.add(List.of("set aside as", "records"));
      report.quarantined().forEach((reason, times) -> rows.add(row(Map.entry(reason, times))));
      text.append(TextTable.of(rows))
          .append(
              """

              %d hostile records (seed %d), %d more refused by the broker; %d restarts, %d stops
              %d honest updates of %d rounds, each accepted once; digests as the twin's; %.0f s
              """
                  .formatted(
                      report.records(),
                      report.seed(),
                      report.refusedByBroker(),
                      report.restarts(),
                      report.stops(),
                      report.honestUpdates(),
                      report.rounds(),
                      report.seconds()));
    }
    return text.toString().stripTrailing();
  }

  private static List<String> row(Map.Entry<String, Integer> count) {
    return List.of(count.getKey(), count.getValue().toString());
  }
}
