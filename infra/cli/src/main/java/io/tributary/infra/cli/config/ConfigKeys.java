package io.tributary.infra.cli.config;

import io.tributary.infra.cli.command.FormatOption;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The keys that a configuration may have: the options of every noun, which is a section.
 *
 * @param bySection names of keys
 * @param nouns that are on the class path, with keys or without
 */
public record ConfigKeys(
    SortedMap<String, SortedMap<String, OptionSpec>> bySection, Set<String> nouns) {
  /**
   * The options that have no key: those about the command itself, and those of its parent process.
   */
  private static final Set<String> NO_KEYS =
      Set.of(
          ConfigOption.NAME,
          FormatOption.NAME,
          "--supervised",
          "--kafka",
          "--effective",
          "--dry-run",
          "--file",
          "--yes",
          "--why",
          "--unseen");

  /**
   * Nouns of the proofs, experiments and benchmarks, whose modules an operator's command line does
   * not carry. Their sections are checked where these nouns are on the class path.
   */
  public static final Set<String> TOOLS = Set.of("attack", "bench", "crash", "experiment", "sim");

  /** Returns all keys of a command tree. */
  public static ConfigKeys of(CommandLine root) {
    SortedMap<String, SortedMap<String, OptionSpec>> sections = new TreeMap<>();
    root.getSubcommands().values().forEach(noun -> collect(noun, sections));
    return new ConfigKeys(sections, root.getSubcommands().keySet());
  }

  private static void collect(
      CommandLine command, SortedMap<String, SortedMap<String, OptionSpec>> sections) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (isKey(option)) {
        sections
            .computeIfAbsent(section(option.command()), section -> new TreeMap<>())
            .putIfAbsent(key(option), option);
      }
    }
    command.getSubcommands().values().forEach(verb -> collect(verb, sections));
  }

  static boolean isKey(OptionSpec option) {
    return !option.usageHelp()
        && !option.versionHelp()
        && !NO_KEYS.contains(option.longestName())
        && !section(option.command()).isEmpty();
  }

  /** Returns the noun of a command; empty for the root. */
  static String section(CommandSpec command) {
    String[] words = command.qualifiedName(" ").split(" ", -1);
    return words.length > 1 ? words[1] : "";
  }

  /** Returns {@code rounds} for {@code --rounds}. */
  static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /**
   * Checks that every section and key of the file is known.
   *
   * @throws Failure CONFIG_UNKNOWN_KEY, naming the place and the nearest known one
   */
  public void check(ConfigFile file) {
    Set<String> known = names();
    for (ConfigFileSetting setting : file.settings()) {
      if (setting.section().equals(Configuration.KAFKA)) {
        KafkaKeys.check(file, setting);
      } else if (!known.contains(setting.name()) && !absent().contains(setting.section())) {
        throw unknown(file, setting, known);
      }
    }
  }

  /** Returns the nouns of {@link #TOOLS} that are not on the class path. */
  public Set<String> absent() {
    Set<String> absent = new TreeSet<>(TOOLS);
    absent.removeAll(nouns);
    return absent;
  }

  /** Returns every {@code section.key}; common keys are those of any noun. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    bySection.forEach(
        (section, keys) ->
            keys.keySet()
                .forEach(
                    key -> {
                      names.add(section + "." + key);
                      names.add(Configuration.COMMON + "." + key);
                    }));
    return names;
  }

  static Failure unknown(ConfigFile file, ConfigFileSetting setting, Collection<String> known) {
    return unknown(file, setting, known, "'config print --effective' lists all keys.");
  }

  /**
   * Returns the failure of an unknown key in a file of another kind, with the place where its keys
   * are listed.
   */
  public static Failure unknown(
      ConfigFile file, ConfigFileSetting setting, Collection<String> known, String list) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "CONFIG_UNKNOWN_KEY",
        "%s: unknown key %s".formatted(file.place(setting), setting.name()),
        NearestWord.to(setting.name(), known)
                .map(meant -> "Did you mean " + meant + "? ")
                .orElse("")
            + list);
  }
}
