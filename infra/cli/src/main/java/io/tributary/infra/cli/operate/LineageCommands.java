package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.cli.view.lineage.LineageView;
import io.tributary.infra.cli.view.lineage.UpdateTraceView;
import io.tributary.infra.history.AdapterReference;
import io.tributary.infra.operate.LineageSearch;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Implements {@code lineage show}, which follows a version back to its updates, or an update to its
 * version.
 */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = "From a version back to its updates, and from an update to its version.")
public final class LineageCommands extends CommandGroup {
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Shows where a version comes from: every update that it holds, with its weight and where it"
            + " lies in the log, what its window left out and why, and the versions before it.",
        "With an update's id: its way from the manifest to the version that holds it."
      })
  CommandResult show(
      @Mixin FederationOptions federation,
      @Parameters(
              paramLabel = "ADAPTER|UPDATE",
              description = "c0, c0@16 or a full name; or such as ward-7/0#12.")
          String what,
      @Option(
              names = "--depth",
              defaultValue = "3",
              description = "Versions before it, at most (default: ${DEFAULT-VALUE}).")
          int depth) {
    if (depth < 0) {
      throw Failure.badArguments("--depth must be >= 0, was " + depth, null);
    }
    return what.contains("#") ? ofUpdate(federation, what) : ofAdapter(federation, what, depth);
  }

  private static CommandResult ofUpdate(FederationOptions federation, String text) {
    UpdateId update = UpdatesCommands.parsed(text, UpdateId::parse).orElseThrow();
    return federation.ask(
        reader -> {
          UpdateTraceView trace = UpdateTraceView.of(new LineageSearch(reader).of(update));
          return new CommandResult(trace, UpdateTraceText.of(trace, reader.federation()));
        });
  }

  private static CommandResult ofAdapter(FederationOptions federation, String text, int depth) {
    AdapterReference word = AdapterReference.parse(text);
    return federation.ask(
        reader -> {
          LineageView view = LineageView.of(new LineageSearch(reader).of(word, depth));
          return new CommandResult(view, LineageText.of(view, reader.federation()).whole());
        });
  }
}
