package io.tributary.infra.experiment.plan;

/** Selects the adapter that answers a client's question once training is over. */
public enum ServingMode {
  /** The frozen base model answers, without an adapter. */
  BASE,
  /** The adapter of the nearest of all clusters answers (FedRouter's global mode). */
  GLOBAL,
  /** The adapter of the nearest of the client's own clusters, by global centroids, answers. */
  LOCAL_BY_GLOBAL_CENTROID,
  /** The adapter of the client's slot whose own centroid is nearest answers. */
  LOCAL_BY_LOCAL_CENTROID,
  /** The adapter of the cluster of the question's true task answers. */
  ORACLE,
  /** The client's own adapter of its nearest slot answers, whatever the question. */
  PERSONAL,
  /**
   * The adapter of the nearest of all clusters answers, and where the client has a slot in it, the
   * client's own adapter.
   */
  PERSONAL_GLOBAL,
  /**
   * The client's own adapter answers beside its cluster's, whose weight, at most a half, is the
   * similarity of the question to rows that the client trained on: FedDPA's code, read literally.
   */
  WEIGHTED_CLUSTER,
  /** The pair answers with exchanged weights: the client's own adapter gets the given weight. */
  WEIGHTED_PERSONAL,
  /**
   * The client's own adapter answers beside the others' mean, mixed token by token by the client's
   * gate.
   */
  GATED;

  /** Returns whether two adapters answer together, with a weight for each question. */
  public boolean isWeighted() {
    return this == WEIGHTED_CLUSTER || this == WEIGHTED_PERSONAL;
  }

  /** Returns whether one adapter answers. */
  public boolean isOfOne() {
    return !isWeighted() && this != GATED;
  }
}
