package io.tributary.infra.cli.command;

/** Detects whether a person watches standard error; Java cannot, so the launcher script does. */
final class TerminalDetection {
  private static final String PROPERTY = "tributary.terminal";

  private TerminalDetection() {}

  static boolean onStandardError() {
    return Boolean.getBoolean(PROPERTY);
  }
}
