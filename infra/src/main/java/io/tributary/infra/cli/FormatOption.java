package io.tributary.infra.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every verb its {@code --format}, whoever wrote the verb. */
final class FormatOption {
  private static final String NAME = "--format";

  private FormatOption() {}

  /** Adds the option to the verbs below, but not to nouns, which only group verbs. */
  static void addTo(CommandLine command) {
    for (CommandLine sub : command.getSubcommands().values()) {
      addTo(sub);
    }
    CommandSpec spec = command.getCommandSpec();
    if (command.getSubcommands().isEmpty() && spec.findOption(NAME) == null) {
      spec.addOption(
          OptionSpec.builder(NAME)
              .type(Format.class)
              .paramLabel("text|json|jsonl")
              .defaultValue("text")
              .description(
                  "How to answer on standard output: a text, one JSON envelope, or JSON lines.")
              .build());
    }
  }

  /** The format that the user asked for, read before parsing so that errors obey it too. */
  static Format asked(String[] args) {
    List<String> words = Arrays.asList(args);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(NAME) && i + 1 < words.size()) {
        return named(words.get(i + 1));
      }
      if (word.startsWith(NAME + "=")) {
        return named(word.substring(NAME.length() + 1));
      }
    }
    return Format.TEXT;
  }

  private static Format named(String name) {
    for (Format format : Format.values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return format;
      }
    }
    // The parser rejects it with a better message; that message goes out as text.
    return Format.TEXT;
  }
}
