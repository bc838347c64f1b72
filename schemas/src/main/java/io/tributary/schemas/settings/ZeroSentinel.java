package io.tributary.schemas.settings;

import java.util.OptionalInt;

/** Flags and settings whose 0 is no number, but stands for all, for ever or chosen. */
public final class ZeroSentinel {
  private ZeroSentinel() {}

  /** The number, negative ones included; empty for 0. */
  public static OptionalInt of(int flag) {
    return flag == 0 ? OptionalInt.empty() : OptionalInt.of(flag);
  }
}
