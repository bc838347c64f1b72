package io.tributary.infra.cli;

import io.tributary.infra.cli.config.ConfigFile;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every verb its {@code --config}. */
final class ConfigOption {
  static final String NAME = "--config";

  private ConfigOption() {}

  static OptionSpec spec() {
    return OptionSpec.builder(NAME)
        .type(Path.class)
        .paramLabel("FILE")
        .description("YAML of sections and keys: defaults below flags and environment.")
        .build();
  }

  /** The file that the user named, read before parsing since it holds defaults; or none. */
  static ConfigFile asked(String[] args) {
    return CommandWords.valueOf(NAME, args)
        .map(Path::of)
        .map(ConfigFile::read)
        .orElse(ConfigFile.NONE);
  }
}
