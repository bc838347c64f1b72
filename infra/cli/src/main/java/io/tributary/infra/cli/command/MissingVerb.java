package io.tributary.infra.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A noun was called without a verb. */
public final class MissingVerb extends ParameterException {
  MissingVerb(CommandLine noun) {
    super(noun, noun.getCommandSpec().qualifiedName() + " needs a verb");
  }
}
