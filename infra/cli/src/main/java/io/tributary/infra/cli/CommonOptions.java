package io.tributary.infra.cli;

import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.cli.config.ConfigOption;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds the options that every verb has. */
final class CommonOptions {
  private CommonOptions() {}

  /** Adds them to the verbs below, but not to nouns, which only group verbs. */
  static void addTo(CommandLine command) {
    for (CommandLine sub : command.getSubcommands().values()) {
      addTo(sub);
    }
    CommandSpec spec = command.getCommandSpec();
    if (command.getSubcommands().isEmpty()) {
      for (OptionSpec option : List.of(ConfigOption.spec(), FormatOption.spec())) {
        if (spec.findOption(option.longestName()) == null) {
          spec.addOption(option);
        }
      }
    }
  }
}
