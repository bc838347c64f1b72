package io.tributary.infra.cli.config;

import io.tributary.infra.cli.command.RawArguments;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** Adds {@code --config} to every verb. */
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

  /**
   * Returns the file that the user named, which is read before parsing because it has defaults; or
   * none.
   */
  public static ConfigFile asked(String[] args) {
    return RawArguments.valueOf(NAME, args)
        .map(Path::of)
        .map(ConfigFile::read)
        .orElse(ConfigFile.NONE);
  }
}
