package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.infra.local.setup.ContractOverlay;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code federation diff}, which compares a contract with a file or flags, value by
 * value.
 */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = ContractFlags.All.class,
    description = {
      "Compares a federation's contract with a file or flags, value by value; what they leave out"
          + " is not compared. Changes nothing.",
      ""
    })
final class FederationDiffCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;
  @Mixin private FederationOptions federation;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "YAML of the contract, as 'federation show' prints it.")
  private Path file;

  @Override
  public CommandResult call() {
    FederationSpec published =
        FederationShowCommand.read(federation.connection(), federation.timeout());
    FederationSpec asked = ContractOverlay.of(published, ContractFlags.given(spec, file, Set.of()));
    List<ContractChange> changes = ContractChange.between(published, asked);
    return new CommandResult(
        changes, changes.isEmpty() ? "no value differs" : ContractChange.table(changes));
  }
}
