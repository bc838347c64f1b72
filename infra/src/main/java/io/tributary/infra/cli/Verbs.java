package io.tributary.infra.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Finds the verb in a parsed command line. */
final class Verbs {
  private Verbs() {}

  /** The innermost command, the one that was executed. */
  static CommandLine last(ParseResult parsed) {
    ParseResult at = parsed;
    while (at.hasSubcommand()) {
      at = at.subcommand();
    }
    return at.commandSpec().commandLine();
  }
}
