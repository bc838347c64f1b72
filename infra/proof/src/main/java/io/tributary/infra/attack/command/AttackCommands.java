package io.tributary.infra.attack.command;

import io.tributary.infra.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** Groups the verbs of {@code attack}, which attack a federation as hostile clients would. */
@Command(
    name = "attack",
    mixinStandardHelpOptions = true,
    description = "The proof of an open world: hostile clients against a real federation.",
    subcommands = {AttackRunCommand.class, AttackPoisonCommand.class})
public final class AttackCommands extends CommandGroup {}
