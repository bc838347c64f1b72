package io.tributary.infra.cli;

import io.tributary.infra.cli.command.CommandFailure;
import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.config.Configuration;
import io.tributary.schemas.settings.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what is wrong with arguments, and what was probably meant. */
final class ParameterMistakes {
  private ParameterMistakes() {}

  static CommandFailure describe(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    String help = "See: " + command.getCommandSpec().qualifiedName() + " --help";
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      String message =
          "unknown argument '" + word + "' for " + command.getCommandSpec().qualifiedName();
      Optional<String> meant = NearestWord.to(word, known(command));
      return CommandFailure.arguments(
          message, meant.map(m -> "Did you mean " + m + "? ").orElse("") + help);
    }
    if (mistake instanceof CommandGroup.MissingVerb) {
      return missingVerb(command);
    }
    return CommandFailure.arguments(mistake.getMessage(), origin(mistake) + help);
  }

  /** Returns the origin of a bad value, if it is not the command line. */
  private static String origin(ParameterException mistake) {
    if (!(mistake.getArgSpec() instanceof OptionSpec option)
        || !(mistake.getCommandLine().getDefaultValueProvider() instanceof Configuration known)) {
      return "";
    }
    return known
        .find(option)
        .filter(configured -> configured.value().equals(mistake.getValue()))
        .map(configured -> "The value comes from " + configured.origin() + ". ")
        .orElse("");
  }

  private static CommandFailure missingVerb(CommandLine noun) {
    String name = noun.getCommandSpec().qualifiedName();
    return CommandFailure.arguments(
        name + " needs a verb", "Choose one of: " + String.join(", ", verbs(noun)));
  }

  private static List<String> known(CommandLine command) {
    List<String> known = new ArrayList<>(verbs(command));
    for (OptionSpec option : command.getCommandSpec().options()) {
      known.add(option.longestName());
    }
    return known;
  }

  private static List<String> verbs(CommandLine command) {
    return List.copyOf(command.getSubcommands().keySet());
  }
}
