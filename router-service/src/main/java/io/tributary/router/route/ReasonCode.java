package io.tributary.router.route;

/** Why a decision came out as it did. */
public enum ReasonCode {
  /** The nearest of all centroids. */
  NEAREST_CENTROID("nearest-centroid"),
  /** The nearest centroid among the client's own clusters. */
  NEAREST_OWN_CENTROID("nearest-own-centroid"),
  /** Local mode was asked for, but no slot of the client has a cluster: the nearest of all. */
  CLIENT_WITHOUT_CLUSTER("client-without-cluster"),
  /** The caller named the adapter. */
  ADAPTER_PINNED("adapter-pinned"),
  /** The caller asked for the frozen base model. */
  BASE_PINNED("base-pinned");

  private final String wireName;

  ReasonCode(String wireName) {
    this.wireName = wireName;
  }

  /** The code in answers. */
  public String wireName() {
    return wireName;
  }
}
