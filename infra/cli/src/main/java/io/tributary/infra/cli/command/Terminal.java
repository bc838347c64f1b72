package io.tributary.infra.cli.command;

/** Detects whether a person watches standard error; Java cannot, so the launcher script does. */
final class Terminal {
  private static final String PROPERTY = "tributary.terminal";

  private Terminal() {}

  static boolean onStandardError() {
    return Boolean.getBoolean(PROPERTY);
  }
}
