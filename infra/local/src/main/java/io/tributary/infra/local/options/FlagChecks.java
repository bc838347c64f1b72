package io.tributary.infra.local.options;

import io.tributary.schemas.settings.Failure;

/**
 * Checks the bounds of flags; a value outside is an argument error that names flag, bound and
 * value.
 */
final class FlagChecks {
  private FlagChecks() {}

  static void atLeast(String flag, long value, long least) {
    require(value >= least, flag + " must be >= " + least + ", was " + value);
  }

  static void within(String flag, long value, long least, long greatest) {
    require(
        value >= least && value <= greatest,
        flag + " must be in " + least + ".." + greatest + ", was " + value);
  }

  static void positive(String flag, double value) {
    require(
        value > 0 && value < Double.POSITIVE_INFINITY,
        flag + " must be finite and > 0, was " + value);
  }

  static void below(String flag, double value, double least, double bound) {
    require(
        value >= least && value < bound,
        flag + " must be >= " + least + " and < " + bound + ", was " + value);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          message,
          "Correct it; see --help, and config print for values that no flag gave.");
    }
  }
}
