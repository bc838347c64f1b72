package io.tributary.infra.cli.config;

import io.tributary.schemas.settings.ConnectionOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Finds values for options that the command line leaves out, in the environment or else in the
 * file: {@code --rounds} of {@code local run} in {@code TRIBUTARY_LOCAL_ROUNDS} or {@code
 * local.rounds}. The section is the noun; the section {@link #COMMON} is for every noun without a
 * value of its own.
 *
 * @param environment by name
 * @param file that the user named
 */
public record Configuration(Map<String, String> environment, ConfigFile file)
    implements IDefaultValueProvider {
  /** The section of settings of all nouns. */
  static final String COMMON = "common";

  /** The section of Kafka's own settings, verbatim. */
  public static final String KAFKA = "kafka";

  private static final String BOOTSTRAP_FLAG = ConnectionOptions.BOOTSTRAP_SERVERS;
  private static final String BOOTSTRAP_KEY = "bootstrap.servers";

  public Configuration {
    environment = EnvironmentVariables.settings(environment);
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? find(option).map(ConfiguredValue::value).orElse(null)
        : null;
  }

  /** Returns the configured value of an option of a verb. */
  public Optional<ConfiguredValue> find(OptionSpec option) {
    if (!ConfigKeys.isKey(option)) {
      return Optional.empty();
    }
    String section = ConfigKeys.section(option.command());
    String key = ConfigKeys.key(option);
    return Stream.of(
            inEnvironment(section, key),
            inEnvironment(COMMON, key),
            inFile(section, key),
            inFile(COMMON, key),
            bootstrap(option))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns Kafka's own settings by key; the broker's address is an option of its own. */
  public SortedMap<String, ConfiguredValue> kafka() {
    SortedMap<String, ConfiguredValue> settings = new TreeMap<>();
    file.section(KAFKA)
        .forEach(
            setting ->
                settings.put(
                    setting.key(), new ConfiguredValue(setting.value(), file.place(setting))));
    String prefix = variable(KAFKA + "_");
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            settings.put(key, new ConfiguredValue(value, "environment " + name));
          }
        });
    return settings;
  }

  private Optional<ConfiguredValue> bootstrap(OptionSpec option) {
    return option.longestName().equals(BOOTSTRAP_FLAG)
        ? Optional.ofNullable(kafka().get(BOOTSTRAP_KEY))
        : Optional.empty();
  }

  private Optional<ConfiguredValue> inEnvironment(String section, String key) {
    String name = variable(section + "_" + key);
    return Optional.ofNullable(environment.get(name))
        .map(value -> new ConfiguredValue(value, "environment " + name));
  }

  private Optional<ConfiguredValue> inFile(String section, String key) {
    return file.find(section, key)
        .map(setting -> new ConfiguredValue(setting.value(), file.place(setting)));
  }

  /** Returns the environment's name of a key, {@code section_key}. */
  static String variable(String key) {
    return (EnvironmentVariables.PREFIX + key).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
