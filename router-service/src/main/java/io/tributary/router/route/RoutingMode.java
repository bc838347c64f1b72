package io.tributary.router.route;

import java.util.Arrays;
import java.util.Optional;

/** Among which clusters a request is routed (ALGORITHMS.md, "Routing"). */
public enum RoutingMode {
  /** All clusters. */
  GLOBAL("global"),
  /** C_i: the clusters that the slots of the asking client belong to. */
  LOCAL("local");

  private final String wireName;

  RoutingMode(String wireName) {
    this.wireName = wireName;
  }

  /** The name in requests. */
  public String wireName() {
    return wireName;
  }

  /** The mode of that {@link #wireName}, if there is one. */
  public static Optional<RoutingMode> named(String wireName) {
    return Arrays.stream(values()).filter(mode -> mode.wireName.equals(wireName)).findFirst();
  }
}
