package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.FederationOptions;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code federation show}, which prints a federation's contract as YAML. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Prints a federation's contract as YAML that 'federation create --file' takes, with what"
            + " each value means.")
final class FederationShowCommand implements Callable<CommandResult> {
  @Mixin private FederationOptions federation;

  @Override
  public CommandResult call() {
    FederationSpec contract = read(federation.connection(), federation.timeout());
    return new CommandResult(ContractView.of(contract), ContractView.yaml(contract));
  }

  static FederationSpec read(FederationConnection connection, Duration timeout) {
    Preflight.check(connection);
    return FederationDirectory.read(connection, timeout);
  }
}
