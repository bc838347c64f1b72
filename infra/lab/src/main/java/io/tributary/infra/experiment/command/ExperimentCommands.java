package io.tributary.infra.experiment.command;

import io.tributary.infra.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the verbs of {@code experiment}, which compare methods. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    description = "Methods by scenarios by seeds, trained by the shipped code, in one table.",
    subcommands = {ExperimentRunCommand.class, ExperimentReportCommand.class})
public final class ExperimentCommands extends CommandGroup {}
