package io.tributary.infra.cli;

import io.tributary.infra.cli.view.AdapterRow;
import io.tributary.infra.cli.view.LineageView;
import io.tributary.infra.history.AdapterVersions;
import io.tributary.infra.history.AdapterWord;
import io.tributary.infra.operate.LineageSearch;
import io.tributary.schemas.id.ClusterId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code adapters ls|show}: the published versions. */
@Command(
    name = "adapters",
    mixinStandardHelpOptions = true,
    description = "The published versions.")
final class AdaptersCommands extends Noun {
  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the versions whose manifests are in the log.")
  Answer ls(
      @Mixin FederationOptions federation,
      @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Of one cluster.")
          String cluster) {
    Optional<ClusterId> only = UpdatesCommands.parsed(cluster, ClusterId::parse);
    return federation.ask(
        reader -> {
          AdapterVersions versions = reader.adapters();
          List<AdapterRow> rows =
              only
                  .map(id -> List.copyOf(versions.of(id).values()))
                  .orElseGet(versions::all)
                  .stream()
                  .map(AdapterRow::of)
                  .toList();
          return new Answer(
              rows,
              Tables.of("no version was published yet", AdapterRow.HEAD, rows, AdapterRow::cells));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows one version: digests, chunks, and how far its contributors agreed.")
  Answer show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "ADAPTER", description = "c0, c0@16 or a full name.")
          String adapter) {
    AdapterWord word = AdapterWord.parse(adapter);
    return federation.ask(
        reader -> {
          LineageView view = LineageView.of(new LineageSearch(reader).of(word, 1));
          return new Answer(view, LineageText.of(view, reader.federation()).shown());
        });
  }
}
