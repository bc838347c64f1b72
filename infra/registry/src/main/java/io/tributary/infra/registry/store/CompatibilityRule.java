package io.tributary.infra.registry.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rule by which a new version must be compatible with earlier ones, and in which direction. */
public enum CompatibilityRule {
  NONE(false, false, false),
  /** Readers of the new version can read what the last one wrote. */
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  /** Readers of the last version can read what the new one writes. */
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean all;

  CompatibilityRule(boolean backward, boolean forward, boolean all) {
    this.backward = backward;
    this.forward = forward;
    this.all = all;
  }

  /** Returns the rule of this name in upper or lower case. */
  public static Optional<CompatibilityRule> named(String name) {
    try {
      return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean readsEarlier() {
    return backward;
  }

  boolean isReadByEarlier() {
    return forward;
  }

  /**
   * Returns the earlier versions that the rule concerns: all of them, only the last one, or none.
   * The order stays.
   */
  <T> List<T> thoseThatCount(List<T> earlier) {
    if (this == NONE || earlier.isEmpty()) {
      return List.of();
    }
    List<T> last = List.of(earlier.get(earlier.size() - 1));
    return all ? earlier : last;
  }
}
