package io.tributary.infra.experiment.plan;

/** Which adapter answers a client's question once training is over. */
public enum ServingMode {
  /** No adapter: the frozen base model answers. */
  BASE,
  /** That of the nearest of all clusters (FedRouter's global mode). */
  GLOBAL,
  /** That of the nearest of the client's own clusters, by global centroids. */
  LOCAL_BY_GLOBAL_CENTROID,
  /** That of the client's slot whose own centroid is nearest. */
  LOCAL_BY_LOCAL_CENTROID,
  /** That of the cluster which stands for the question's true task. */
  ORACLE,
  /** The client's own adapter of its nearest slot, whatever the question. */
  PERSONAL,
  /**
   * The nearest of all clusters, and where the client has a slot in it, the client's own adapter.
   */
  PERSONAL_GLOBAL,
  /**
   * The client's own adapter beside its cluster's, which gets as much weight as the question is
   * like rows that the client trained on, at most a half: FedDPA's code, read literally.
   */
  WEIGHTED_CLUSTER,
  /** The same pair, the other way round: the client's own adapter gets that weight. */
  WEIGHTED_PERSONAL,
  /**
   * The client's own adapter beside the others' mean, mixed token by token by the client's gate.
   */
  GATED;

  /** Whether two adapters answer together, with a weight for each question. */
  public boolean isWeighted() {
    return this == WEIGHTED_CLUSTER || this == WEIGHTED_PERSONAL;
  }

  /** Whether one adapter answers. */
  public boolean isOfOne() {
    return !isWeighted() && this != GATED;
  }
}
