package io.tributary.infra.experiment.plan;

/** Which adapter answers a client's question once training is over. */
public enum Deployment {
  /** None: the frozen base model. */
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
  PERSONAL_GLOBAL
}
