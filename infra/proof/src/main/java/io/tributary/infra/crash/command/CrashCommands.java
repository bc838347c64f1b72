package io.tributary.infra.crash.command;

import io.tributary.infra.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the verbs of {@code crash}, which test what kill -9 does to published records. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = "The proof of exactly-once: processes killed with -9 at every step.",
    subcommands = CrashSweepCommand.class)
public final class CrashCommands extends CommandGroup {}
