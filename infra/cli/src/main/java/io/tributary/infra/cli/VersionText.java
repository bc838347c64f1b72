package io.tributary.infra.cli;

import io.tributary.schemas.process.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** Prints the text of {@code --version}. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "tributary " + CodeVersion.text(),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
    };
  }
}
