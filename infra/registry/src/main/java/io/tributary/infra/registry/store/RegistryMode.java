package io.tributary.infra.registry.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which a subject may be changed, if at all. */
public enum RegistryMode {
  READWRITE,
  READONLY,
  /** Schemas are registered with the ids and versions that they have elsewhere. */
  IMPORT;

  public static Optional<RegistryMode> named(String name) {
    return Arrays.stream(values())
        .filter(mode -> mode.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
