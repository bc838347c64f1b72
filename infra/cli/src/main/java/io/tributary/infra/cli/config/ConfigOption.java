package io.tributary.infra.cli.config;

import io.tributary.infra.cli.command.CommandWords;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every verb its {@code --config}. */
public final class ConfigOption {
  static final String NAME = "--config";

  private ConfigOption() {}

  public static OptionSpec spec() {
    return OptionSpec.builder(NAME)
        .type(Path.class)
        .paramLabel("FILE")
        .description("YAML of sections and keys: defaults below flags and environment.")
        .build();
  }

  /** The file that the user named, read before parsing since it holds defaults; or none. */
  public static ConfigFile asked(String[] args) {
    return CommandWords.valueOf(NAME, args)
        .map(Path::of)
        .map(ConfigFile::read)
        .orElse(ConfigFile.NONE);
  }
}
