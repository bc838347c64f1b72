package io.tributary.infra.cli;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.config.ConfigKeys;
import io.tributary.infra.cli.config.Configuration;
import io.tributary.infra.cli.config.ConfiguredValue;
import io.tributary.infra.cli.config.SecretMasking;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Implements {@code config print}, which shows what is configured, and where. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "What is configured, and where.")
final class ConfigCommands extends CommandGroup {
  private static final String DEFAULT = "default";

  private final Configuration configuration;

  ConfigCommands(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * One setting in an answer.
   *
   * @param value masked if it is a secret; empty if there is none
   * @param origin file and line, environment variable, or default
   */
  record Row(String key, String value, String origin) {
    static Row of(String section, String key, ConfiguredValue configured) {
      String shown = SecretMasking.masked(key, configured.value());
      return new Row(section + "." + key, shown, configured.origin());
    }

    List<String> cells() {
      return List.of(key, value.isEmpty() ? "-" : value, origin);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints settings below the flags, with where each comes from; masks secrets.")
  CommandResult print(
      @Option(names = "--effective", description = "Also prints what has its default.")
          boolean effective) {
    List<Row> rows = new ArrayList<>();
    ConfigKeys.of(spec.root().commandLine())
        .bySection()
        .forEach(
            (section, keys) ->
                keys.forEach(
                    (key, option) -> row(section, key, option, effective).ifPresent(rows::add)));
    configuration
        .kafka()
        .forEach((key, configured) -> rows.add(Row.of(Configuration.KAFKA, key, configured)));
    return new CommandResult(rows, text(rows));
  }

  private Optional<Row> row(String section, String key, OptionSpec option, boolean effective) {
    return configuration
        .find(option)
        .or(
            () ->
                effective
                    ? Optional.of(new ConfiguredValue(defaultOf(option), DEFAULT))
                    : Optional.empty())
        .map(configured -> Row.of(section, key, configured));
  }

  private static String defaultOf(OptionSpec option) {
    if (option.defaultValue() != null) {
      return option.defaultValue();
    }
    return option.arity().max() == 0 ? "false" : "";
  }

  private static String text(List<Row> rows) {
    return rows.isEmpty()
        ? "nothing is configured; --effective also prints the defaults"
        : TextTable.of(rows.stream().map(Row::cells).toList());
  }
}
