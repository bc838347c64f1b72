package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.ClusterRow;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.cli.view.SlotRow;
import io.tributary.infra.history.AdapterVersions;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.UnknownNameFailures;
import io.tributary.infra.history.doubt.ClusterDoubts;
import io.tributary.infra.operate.FederationReader;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.text.TextTable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Implements {@code clusters ls|show}, which shows the tasks that the stream found, with their
 * members.
 */
@Command(
    name = "clusters",
    mixinStandardHelpOptions = true,
    description = "The tasks that the stream found, and who has them.")
public final class ClustersCommands extends CommandGroup {
  @Command(mixinStandardHelpOptions = true, description = "Lists the newest clustering.")
  CommandResult ls(@Mixin FederationOptions federation) {
    return federation.ask(
        reader -> {
          List<ClusterRow> rows = rows(reader);
          return new CommandResult(
              rows,
              TextTable.of(
                      "no clustering yet: it waits for all clients to announce their slots",
                      ClusterRow.HEAD,
                      rows,
                      ClusterRow::cells)
                  + doubts(rows));
        });
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows one cluster with its members.")
  CommandResult show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "CLUSTER", description = "See clusters ls.") String cluster) {
    return federation.ask(
        reader -> {
          List<ClusterRow> rows = rows(reader);
          ClusterRow row =
              rows.stream()
                  .filter(found -> found.cluster().equals(cluster))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          UnknownNameFailures.cluster(
                              cluster, rows.stream().map(ClusterRow::cluster).toList()));
          return new CommandResult(row, text(row) + doubts(List.of(row)));
        });
  }

  private static List<ClusterRow> rows(FederationReader reader) {
    MembershipIndex membershipIndex = reader.roster();
    AdapterVersions adapters = reader.adapters();
    Optional<ClusterState> state = membershipIndex.state();
    if (state.isEmpty()) {
      return List.of();
    }
    SortedMap<ClusterId, List<String>> doubts =
        groupsByText(reader) ? ClusterDoubts.of(state.get()) : Collections.emptySortedMap();
    return state.get().clusters().stream()
        .map(
            cluster ->
                ClusterRow.of(
                    membershipIndex,
                    adapters,
                    cluster,
                    state.get().epoch(),
                    doubts.getOrDefault(cluster.id(), List.of())))
        .toList();
  }

  private static boolean groupsByText(FederationReader reader) {
    return reader.contract().filter(spec -> spec.clustering().mode() == Mode.TASKS).isPresent();
  }

  private static String doubts(List<ClusterRow> rows) {
    return rows.stream()
        .flatMap(row -> row.doubts().stream())
        .map(doubt -> "%nunsure: %s".formatted(doubt))
        .collect(Collectors.joining());
  }

  private static String text(ClusterRow row) {
    return "cluster %s of epoch %d: %s, %d samples, radius %s%nadapter %s%nwindow %d: %s so far%n%n%s"
        .formatted(
            row.cluster(),
            row.epoch(),
            NumberText.count(row.members().size(), "member"),
            row.samples(),
            NumberText.of(row.radius()),
            row.adapter().isEmpty() ? "none yet" : row.adapter(),
            row.window(),
            NumberText.count(row.updatesInWindow(), "update"),
            TextTable.of("no members", SlotRow.HEAD, row.members(), SlotRow::cells));
  }
}
