package io.tributary.router.route;

/** The reason of a decision. */
public enum RoutingReason {
  /** The centroid is the nearest of all. */
  NEAREST_CENTROID("nearest-centroid"),
  /** The centroid is the nearest among the client's own clusters. */
  NEAREST_OWN_CENTROID("nearest-own-centroid"),
  /**
   * The caller asked for local mode, but no slot of the client has a cluster: the centroid is the
   * nearest of all.
   */
  CLIENT_WITHOUT_CLUSTER("client-without-cluster"),
  /** The caller named the adapter. */
  ADAPTER_PINNED("adapter-pinned"),
  /** The caller asked for the frozen base model. */
  BASE_PINNED("base-pinned");

  private final String wireName;

  RoutingReason(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the code in answers. */
  public String wireName() {
    return wireName;
  }
}
