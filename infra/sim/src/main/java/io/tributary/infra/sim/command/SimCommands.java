package io.tributary.infra.sim.command;

import io.tributary.infra.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the verbs of {@code sim}, which simulate the aggregation pipeline. */
@Command(
    name = "sim",
    mixinStandardHelpOptions = true,
    description = "The aggregation pipeline under seeds: drops, duplicates, crashes, wrong clocks.",
    subcommands = SimRunCommand.class)
public final class SimCommands extends CommandGroup {}
