package io.tributary.infra.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A noun, which only groups verbs: on its own it is an argument error that lists them.
 *
 * <p>A module adds its verbs to the command line by naming its group in {@code META-INF/services}:
 * a public class with a public constructor without arguments.
 */
public abstract class CommandGroup implements Callable<CommandResult> {
  @Spec public CommandSpec spec;

  @Override
  public final CommandResult call() {
    throw new MissingVerb(spec.commandLine());
  }

  /** The group was called without a verb. */
  public static final class MissingVerb extends ParameterException {
    private static final long serialVersionUID = 1L;

    MissingVerb(CommandLine group) {
      super(group, group.getCommandSpec().qualifiedName() + " needs a verb");
    }
  }
}
