package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.local.setup.ContractOverlay;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code federation alter}, which changes those values of a contract that may change.
 */
@Command(
    name = "alter",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = ContractFlags.Changeable.class,
    description = {
      "Changes values of a federation's contract. Aggregators, workers and routers go by it from"
          + " their next start on: restart them one after the other. Versions that exist"
          + " stay as they are, no epoch begins.",
      "What has no flag here must stay while the federation lives: its versions were made with it.",
      ""
    })
final class FederationAlterCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;
  @Mixin private FederationOptions federation;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "YAML of the contract, as 'federation show' prints it. Flags win.")
  private Path file;

  @Option(names = "--dry-run", description = "Only say what would change.")
  private boolean dryRun;

  @Override
  public CommandResult call() {
    Map<String, String> given = ContractFlags.given(spec, file, Set.of());
    if (given.isEmpty()) {
      throw Failure.badArguments("nothing is to be changed: neither a flag nor --file", null);
    }
    FederationConnection connection = federation.connection();
    FederationSpec published = FederationShowCommand.read(connection, federation.timeout());
    FederationSpec asked = ContractOverlay.of(published, given);
    List<ContractChange> changes = ContractChange.between(published, asked);
    if (changes.isEmpty()) {
      return new CommandResult(changes, "nothing changes: the contract says this already");
    }
    if (dryRun) {
      return new CommandResult(changes, "not done (--dry-run)\n" + ContractChange.table(changes));
    }
    try (var registry = SchemaRegistry.of(connection)) {
      var codecs = Codecs.of(registry, new TopicCatalogue(connection.federation(), 1));
      FederationSpec altered =
          new FederationDirectory(connection, codecs.federationSpec())
              .alter(held -> ContractOverlay.of(held, given));
      return new CommandResult(
          changes,
          ContractChange.table(changes)
              + "\nrevision %d; it holds from the next start of each process on"
                  .formatted(altered.revision()));
    }
  }
}
