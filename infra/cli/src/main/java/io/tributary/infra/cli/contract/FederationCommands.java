package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/**
 * Groups the verbs of {@code federation}, which manage a federation's contract from its creation to
 * its deletion.
 */
@Command(
    name = "federation",
    mixinStandardHelpOptions = true,
    description = "What all parties of a federation agree on: its contract.",
    subcommands = {
      FederationCreateCommand.class,
      FederationShowCommand.class,
      FederationDiffCommand.class,
      FederationAlterCommand.class,
      FederationDeleteCommand.class
    })
public final class FederationCommands extends CommandGroup {}
