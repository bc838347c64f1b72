package io.tributary.router.route;

import java.util.Arrays;
import java.util.Optional;

/** Selects the clusters among which a request is routed (ALGORITHMS.md, "Routing"). */
public enum RoutingMode {
  /** The router considers all clusters. */
  GLOBAL("global"),
  /** The router considers C_i, the clusters that the slots of the asking client belong to. */
  LOCAL("local");

  private final String wireName;

  RoutingMode(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in requests. */
  public String wireName() {
    return wireName;
  }

  /** Returns the mode of that {@link #wireName}, if there is one. */
  public static Optional<RoutingMode> named(String wireName) {
    return Arrays.stream(values()).filter(mode -> mode.wireName.equals(wireName)).findFirst();
  }
}
