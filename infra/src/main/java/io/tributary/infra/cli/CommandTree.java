package io.tributary.infra.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All nouns and verbs, put together. */
final class CommandTree {
  private CommandTree() {}

  static CommandLine build() {
    CommandLine root = new CommandLine(new Root());
    FormatOption.addTo(root);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  @Command(
      name = "tributary",
      mixinStandardHelpOptions = true,
      subcommands = {LocalCommands.class, TopicsCommands.class, SchemasCommands.class},
      versionProvider = VersionText.class,
      description = {
        "Continuous, personalised federated fine-tuning on Apache Kafka.",
        "",
        "Start with: tributary local run"
      },
      footer = {
        "",
        "Exit codes: 0 ok, 1 domain error, 2 cannot connect or not allowed, 3 timeout,",
        "4 bad arguments or configuration, 5 our bug."
      })
  private static final class Root extends Noun {}
}
