package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.cli.view.lineage.AdapterRow;
import io.tributary.infra.cli.view.lineage.AdapterShapeView;
import io.tributary.infra.cli.view.lineage.AdapterView;
import io.tributary.infra.cli.view.lineage.LineageView;
import io.tributary.infra.history.AdapterReference;
import io.tributary.infra.history.AdapterVersions;
import io.tributary.infra.operate.LineageSearch;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Implements {@code adapters ls|show}, which shows the published versions. */
@Command(
    name = "adapters",
    mixinStandardHelpOptions = true,
    description = "The published versions.")
public final class AdaptersCommands extends CommandGroup {
  /** The number of target modules that fit a screen. */
  private static final int SITES = 24;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the versions whose manifests are in the log.")
  CommandResult ls(
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
          return new CommandResult(
              rows,
              TextTable.of(
                  "no version was published yet", AdapterRow.HEAD, rows, AdapterRow::cells));
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Shows one version: digests, chunks, rank, alpha, sites and size, and how far its"
              + " contributors agreed.")
  CommandResult show(
      @Mixin FederationOptions federation,
      @Parameters(paramLabel = "ADAPTER", description = "c0, c0@16 or a full name.")
          String adapter) {
    AdapterReference word = AdapterReference.parse(adapter);
    return federation.ask(
        reader -> {
          LineageView view = LineageView.of(new LineageSearch(reader).of(word, 1));
          AdapterShapeView shape =
              reader.contract().map(FederationSpec::layout).map(AdapterShapeView::of).orElse(null);
          String text = LineageText.of(view, reader.federation()).shown();
          return new CommandResult(
              new AdapterView(view, shape), shape == null ? text : text + "\n\n" + text(shape));
        });
  }

  private static String text(AdapterShapeView shape) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("rank", Integer.toString(shape.rank())));
    rows.add(List.of("alpha", NumberText.of(shape.alpha())));
    rows.add(List.of("values", "%,d floats, %,d bytes".formatted(shape.values(), shape.bytes())));
    String label = "sites";
    for (AdapterShapeView.SiteRow site :
        shape.sites().subList(0, Math.min(SITES, shape.sites().size()))) {
      rows.add(
          List.of(label, "%s  %d -> %d".formatted(site.name(), site.inputs(), site.outputs())));
      label = "";
    }
    int more = shape.sites().size() - SITES;
    if (more > 0) {
      rows.add(List.of("", "and " + more + " more; --format json lists all"));
    }
    return TextTable.of(rows);
  }
}
