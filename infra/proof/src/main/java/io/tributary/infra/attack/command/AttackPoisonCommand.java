package io.tributary.infra.attack.command;

import io.tributary.infra.attack.poison.Poison;
import io.tributary.infra.attack.poison.PoisonCampaign;
import io.tributary.infra.attack.poison.PoisonReport;
import io.tributary.infra.attack.poison.PoisonSettings;
import io.tributary.infra.cli.Main;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.local.setup.FederationDefaults;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import io.tributary.worker.data.DataScenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Implements {@code attack poison}, which measures how much accuracy honest clients lose to each
 * kind of poison.
 */
@Command(
    name = "poison",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how much poisoning clients cost the honest ones: a local run undisturbed, then one"
          + " with each kind of poison, in which hostile clients join every cluster and send a"
          + " poisonous update for each of its versions. Passes if the honest clients' accuracy on"
          + " their own tasks falls by no more than --bound points.",
      "",
      "Kinds: sign-flip (an honest update backwards, 1.25 times as long, which no bound on norms"
          + " scales down), scaled (backwards, up to 1,000 times as long), steady (always the same"
          + " direction, 10 times), noise (another direction each time, 10 times). The bound on"
          + " norms scales the long ones down.",
      "",
      "Takes some seven minutes a run with the defaults, and less with fewer --tasks."
    })
final class AttackPoisonCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--kinds",
      split = ",",
      defaultValue = "sign-flip,scaled,steady,noise",
      paramLabel = "KIND",
      converter = KindConverter.class,
      description = "Kinds of poison, each in a run of its own (default: ${DEFAULT-VALUE}).")
  private List<Poison> kinds;

  @Option(
      names = "--hostile-share",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description =
          "Share of all clients that is hostile, and of every cluster's members as nearly as whole"
              + " slots allow, one at least (default: ${DEFAULT-VALUE}).")
  private double hostileShare;

  @Option(
      names = "--bound",
      defaultValue = "1.0",
      paramLabel = "POINTS",
      description =
          "Percentage points that the honest clients may lose on their own tasks (default:"
              + " ${DEFAULT-VALUE}).")
  private double bound;

  @Option(
      names = "--rounds",
      defaultValue = "8",
      description = "Version that every cluster reaches (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--clients",
      defaultValue = "9",
      description = "Honest clients (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--scenario",
      defaultValue = "all",
      description =
          "Tasks per honest client: single, dual or all; only with all is every client in every"
              + " cluster, so that one hostile client beside nine is a tenth of each (default:"
              + " ${DEFAULT-VALUE}).")
  private DataScenario scenario;

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "TASK",
      description = "Takes only these tasks, as local run does (default: all).")
  private List<String> tasks = List.of();

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of all runs (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--strategy",
      defaultValue = FederationDefaults.TASK_MERGE,
      paramLabel = "NAME",
      description = "Merge strategy, as local run --merge (default: ${DEFAULT-VALUE}).")
  private String strategy;

  /** Parses a kind of poison from its name on the command line. */
  static final class KindConverter implements ITypeConverter<Poison> {
    @Override
    public Poison convert(String text) {
      try {
        return Poison.named(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  public CommandResult call() throws IOException, InterruptedException {
    PoisonSettings settings = settings();
    Progress progress = FormatOption.progress(spec);
    try {
      var campaign =
          new PoisonCampaign(
              Main.class.getName(), settings, kinds.stream().distinct().toList(), progress);
      return answer(campaign.run(), progress);
    } finally {
      progress.finish();
    }
  }

  private PoisonSettings settings() {
    try {
      return new PoisonSettings(rounds, clients, seed, hostileShare, strategy, bound, flags());
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private List<String> flags() {
    var flags = new ArrayList<>(List.of("--scenario", scenario.flag()));
    if (!tasks.isEmpty()) {
      flags.addAll(List.of("--tasks", String.join(",", tasks)));
    }
    return flags;
  }

  /** Returns the table, which people see even if a poison succeeded. */
  static CommandResult answer(PoisonReport report, Progress progress) {
    List<PoisonReport.Kind> succeeded = report.succeeded();
    if (succeeded.isEmpty()) {
      return new CommandResult(report, text(report));
    }
    progress.line(text(report));
    throw new Failure(
        Failure.Kind.DOMAIN,
        "POISONING_SUCCEEDED",
        "honest clients must lose <= %.1f points on their own tasks, lost %s"
            .formatted(
                report.boundPoints(),
                succeeded.stream()
                    .map(kind -> "%.1f with %s".formatted(-kind.changePoints(), kind.kind()))
                    .collect(Collectors.joining(", "))),
        "Try a robust --strategy, such as trimmed-mean or median, or admit only clients that you"
            + " know: local run --membership registered.");
  }

  static String text(PoisonReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "kind",
            "own tasks %",
            "all tasks %",
            "change in points",
            "hostile updates accepted",
            "limited",
            "rejected",
            "hostile members"));
    rows.add(
        List.of(
            "undisturbed", percent(report.ownTasks()), percent(report.allTasks()), "", "", "", ""));
    for (PoisonReport.Kind kind : report.kinds()) {
      rows.add(
          List.of(
              kind.kind(),
              percent(kind.ownTasks()),
              percent(kind.allTasks()),
              "%+.1f".formatted(kind.changePoints()),
              Integer.toString(kind.accepted()),
              Integer.toString(kind.limited()),
              Integer.toString(kind.rejected()),
              kind.hostileMembers() + " of " + kind.members()));
    }
    return "%s%n%n%d honest and %d hostile clients, %s, %d rounds, seed %d; at most %.1f points may be lost; %.0f s"
        .formatted(
            TextTable.of(rows),
            report.honestClients(),
            report.hostileClients(),
            report.strategy(),
            report.rounds(),
            report.seed(),
            report.boundPoints(),
            report.seconds());
  }

  private static String percent(double share) {
    return "%.1f".formatted(100 * share);
  }
}
