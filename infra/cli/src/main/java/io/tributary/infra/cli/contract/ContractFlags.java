package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.config.ConfigFile;
import io.tributary.infra.cli.config.ConfigFileSetting;
import io.tributary.infra.cli.config.ConfigKeys;
import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Adds one flag for each value of a contract, from the list of keys: {@code --window-span} for
 * {@code window.span}. The picocli of a verb gets them when it is built.
 */
class ContractFlags implements IModelTransformer {
  private final List<ContractKey> keys;

  private ContractFlags(List<ContractKey> keys) {
    this.keys = keys;
  }

  /** Adds flags of all values. */
  static final class All extends ContractFlags {
    All() {
      super(ContractKeys.list());
    }
  }

  /** Adds flags of the values that may change while a federation exists. */
  static final class Changeable extends ContractFlags {
    Changeable() {
      super(ContractKeys.list().stream().filter(ContractKey::changeable).toList());
    }
  }

  @Override
  public CommandSpec transform(CommandSpec verb) {
    keys.forEach(key -> verb.addOption(option(key)));
    return verb;
  }

  private static OptionSpec option(ContractKey key) {
    return OptionSpec.builder("--" + key.flag())
        .type(String.class)
        .paramLabel("VALUE")
        .description(key.name() + ": " + key.meaning() + ".")
        .build();
  }

  /**
   * Returns the values that a verb was given: by its flags, or else by a file, or else by the
   * configuration of its flags.
   *
   * @param verb with flags of contract values
   * @param file sections of keys; null for none
   * @param others names that the file may have beside contract values
   */
  static Map<String, String> given(CommandSpec verb, Path file, Set<String> others) {
    var parsed = verb.commandLine().getParseResult();
    var configured = new LinkedHashMap<String, String>();
    var flagged = new LinkedHashMap<String, String>();
    for (ContractKey key : ContractKeys.list()) {
      OptionSpec option = verb.findOption("--" + key.flag());
      if (option != null && option.getValue() != null) {
        (parsed.hasMatchedOption(option) ? flagged : configured).put(key.name(), option.getValue());
      }
    }
    Map<String, String> given = configured;
    if (file != null) {
      given.putAll(read(file, others));
    }
    given.putAll(flagged);
    return given;
  }

  private static Map<String, String> read(Path path, Set<String> others) {
    ConfigFile file = ConfigFile.read(path);
    Set<String> known = new TreeSet<>(others);
    ContractKeys.list().forEach(key -> known.add(key.name()));
    var values = new LinkedHashMap<String, String>();
    for (ConfigFileSetting setting : file.settings()) {
      if (!known.contains(setting.name())) {
        throw ConfigKeys.unknown(file, setting, known, "'federation show' lists all keys.");
      }
      values.put(setting.name(), setting.value());
    }
    return values;
  }
}
