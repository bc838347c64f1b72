package io.tributary.infra.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A word that only groups verbs: on its own it is an argument error that lists them.
 *
 * <p>A module adds its verbs to the command line by naming its group in {@code META-INF/services}:
 * a public class with a public constructor without arguments.
 */
public abstract class CommandGroup implements Callable<Answer> {
  @Spec public CommandSpec spec;

  @Override
  public final Answer call() {
    throw new MissingVerb(spec.commandLine());
  }
}
