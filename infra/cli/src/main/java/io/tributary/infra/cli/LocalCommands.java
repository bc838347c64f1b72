package io.tributary.infra.cli;

import io.tributary.infra.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the verbs of {@code local}, which run a whole federation on this machine. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = "A whole federation on this machine.",
    subcommands = LocalRunCommand.class)
final class LocalCommands extends CommandGroup {}
