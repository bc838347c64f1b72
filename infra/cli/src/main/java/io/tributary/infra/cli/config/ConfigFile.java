package io.tributary.infra.cli.config;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that {@code --config} names.
 *
 * @param path as the user wrote it; blank for no file
 * @param settings in the order of the file
 */
public record ConfigFile(String path, List<ConfigFileSetting> settings) {
  /** The absence of a file: nothing is configured. */
  public static final ConfigFile NONE = new ConfigFile("", List.of());

  public ConfigFile {
    settings = List.copyOf(settings);
  }

  /**
   * Reads a file whole, without checking the meaning of its keys.
   *
   * @throws Failure CONFIG_UNREADABLE if it is missing or cannot be read, CONFIG_INVALID if it is
   *     no YAML of sections and keys
   */
  public static ConfigFile read(Path path) {
    byte[] yaml;
    try {
      yaml = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "CONFIG_UNREADABLE",
          "the configuration file " + path + " cannot be read: " + e,
          "Correct the path after --config, or let this user read the file.",
          e);
    }
    return new ConfigFile(path.toString(), new YamlSettings(path).parse(yaml));
  }

  /** Returns the value of a section's key. */
  public Optional<ConfigFileSetting> find(String section, String key) {
    return settings.stream()
        .filter(setting -> setting.section().equals(section) && setting.key().equals(key))
        .findFirst();
  }

  /** Returns all values of a section. */
  public List<ConfigFileSetting> section(String section) {
    return settings.stream().filter(setting -> setting.section().equals(section)).toList();
  }

  /** Returns the place of a setting in the file, for people. */
  public String place(ConfigFileSetting setting) {
    return path + ":" + setting.line();
  }
}
