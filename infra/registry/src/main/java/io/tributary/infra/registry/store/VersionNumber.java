package io.tributary.infra.registry.store;

import io.tributary.infra.registry.store.RegistryChange.Version;
import java.util.List;
import java.util.Optional;

/**
 * A caller's reference to one of a subject's versions.
 *
 * @param number from 1, or {@link #LATEST}
 */
public record VersionNumber(int number) {
  /** The number that means the highest version that is listed. */
  static final int LATEST = -1;

  /**
   * Parses a number from a path: a number from 1, {@code latest} or {@code -1}.
   *
   * @throws RegistryRefusal 42202 for anything else
   */
  public static VersionNumber of(String text) {
    if (text.equals("latest")) {
      return new VersionNumber(LATEST);
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 || number == LATEST) {
        return new VersionNumber(number);
      }
    } catch (NumberFormatException e) {
      throw RegistryRefusal.invalidVersion(text);
    }
    throw RegistryRefusal.invalidVersion(text);
  }

  public boolean isLatest() {
    return number == LATEST;
  }

  /**
   * Returns the version that is meant.
   *
   * @param versions lowest number first
   */
  public Optional<Version> in(List<Version> versions) {
    return versions.stream()
        .filter(version -> isLatest() ? !version.deleted() : version.number() == number)
        .reduce((earlier, later) -> later);
  }

  @Override
  public String toString() {
    return isLatest() ? "latest" : Integer.toString(number);
  }
}
