package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.operate.FederationRemoval;
import io.tributary.infra.operate.FederationRemoval.Inventory;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Implements {@code federation delete}, which deletes a federation's topics, group and subjects for
 * good.
 */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes a federation for good: its topics with every update and adapter, the aggregator's"
          + " own topics and group, and its subjects. Needs --yes; refuses while an aggregator"
          + " runs.",
      "State folders of workers and aggregators stay: remove them before their federation's name is"
          + " used again."
    })
final class FederationDeleteCommand implements Callable<CommandResult> {
  @Mixin private FederationOptions federation;

  @Option(names = "--yes", fallbackValue = "true", description = "Yes, for good.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only list what would be deleted.")
  private boolean dryRun;

  @Override
  public CommandResult call() {
    FederationConnection connection = federation.connection();
    Preflight.check(connection);
    var removal = new FederationRemoval(connection);
    Inventory inventory = removal.inventory();
    if (inventory.isEmpty()) {
      return new CommandResult(
          inventory, "there is nothing of federation " + connection.federation());
    }
    if (dryRun) {
      return new CommandResult(inventory, "not done (--dry-run)\n" + table(inventory));
    }
    if (!yes) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "NOT_CONFIRMED",
          "deleting federation "
              + connection.federation()
              + " at "
              + connection.bootstrapServers()
              + " is for good, and --yes is missing",
          "Add --yes; --dry-run only lists what would be deleted.");
    }
    removal.carryOut(inventory);
    return new CommandResult(inventory, table(inventory) + "\ndeleted");
  }

  private static String table(Inventory inventory) {
    List<List<String>> rows = new ArrayList<>();
    Stream.of(
            rows("topic", inventory.topics()),
            rows("group", inventory.group()),
            rows("subject", inventory.subjects()))
        .forEach(rows::addAll);
    return TextTable.of(rows);
  }

  private static List<List<String>> rows(String what, List<String> names) {
    return names.stream().map(name -> List.of(what, name)).toList();
  }
}
