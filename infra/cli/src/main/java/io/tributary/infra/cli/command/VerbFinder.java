package io.tributary.infra.cli.command;

import io.tributary.schemas.natives.NativeFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Finds the verb in a parsed command line. */
public final class VerbFinder {
  private VerbFinder() {}

  /** Returns the innermost command, the one that was executed. */
  public static CommandLine last(ParseResult parsed) {
    ParseResult at = parsed;
    while (at.hasSubcommand()) {
      at = at.subcommand();
    }
    return at.commandSpec().commandLine();
  }

  /**
   * Returns the folder where an application unpacks native libraries: below its state folder, if it
   * has one.
   */
  public static Optional<Path> nativeFolder(ParseResult parsed) {
    OptionSpec state = last(parsed).getCommandSpec().findOption("--state-dir");
    return Optional.ofNullable(state)
        .map(OptionSpec::getValue)
        .map(Path.class::cast)
        .map(dir -> dir.resolve(NativeFolder.NAME));
  }
}
