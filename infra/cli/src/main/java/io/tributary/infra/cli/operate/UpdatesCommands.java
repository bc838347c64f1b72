package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.LimitOption;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.LedgerDecisionRow;
import io.tributary.infra.cli.view.lineage.UpdateTraceView;
import io.tributary.infra.history.LedgerFilter;
import io.tributary.infra.history.NewestDecisions;
import io.tributary.infra.operate.LineageSearch;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Implements {@code updates ls|show}, which shows the history of updates. */
@Command(name = "updates", mixinStandardHelpOptions = true, description = "What became of updates.")
public final class UpdatesCommands extends CommandGroup {
  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the newest decisions of the ledger, the newest last.")
  CommandResult ls(
      @Mixin FederationOptions federation,
      @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Of one cluster.")
          String cluster,
      @Option(names = "--client", paramLabel = "CLIENT", description = "Of one client.")
          String client,
      @Option(names = "--verdict", description = "One of ${COMPLETION-CANDIDATES}.")
          Verdict verdict,
      @Mixin LimitOption limit) {
    int rowsAtMost = limit.rows();
    var filter =
        new LedgerFilter(
            parsed(cluster, ClusterId::parse),
            parsed(client, ClientId::new),
            Optional.ofNullable(verdict));
    return federation.ask(
        reader -> {
          NewestDecisions newest = reader.newestDecisions(filter, rowsAtMost);
          List<LedgerDecisionRow> rows =
              newest.inOrder().stream().map(LedgerDecisionRow::of).toList();
          return new CommandResult(rows, text(rows, newest.matches()));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Follows one update from its manifest to the version that holds it.")
  CommandResult show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "UPDATE", description = "Such as ward-7/0#12.") String update) {
    UpdateId id = parsed(update, UpdateId::parse).orElseThrow();
    return federation.ask(
        reader -> {
          UpdateTraceView trace = UpdateTraceView.of(new LineageSearch(reader).of(id));
          return new CommandResult(trace, UpdateTraceText.of(trace, reader.federation()));
        });
  }

  /** Parses a flag's id; empty if the flag is not given. */
  static <T> Optional<T> parsed(String text, Function<String, T> parser) {
    try {
      return Optional.ofNullable(text).map(parser);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  private static String text(List<LedgerDecisionRow> rows, long matches) {
    String table =
        TextTable.of(
            "nothing was decided yet", LedgerDecisionRow.HEAD, rows, LedgerDecisionRow::cells);
    return LimitOption.newest(table, rows.size(), matches);
  }
}
