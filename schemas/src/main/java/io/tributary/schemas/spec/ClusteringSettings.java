package io.tributary.schemas.spec;

/**
 * How slots become global clusters (FedRouter; ALGORITHMS.md, "Global clustering").
 *
 * @param mode what is clustered
 * @param clusters K, or 0 to choose it by silhouette
 * @param bootstrapClients epoch 1 starts when this many clients have announced all their slots
 * @param joinFactor a late slot joins the nearest cluster within this factor of the cluster's
 *     radius
 * @param newClusterSlots parked slots that must be mutually close before a new epoch starts
 * @param seed of k-means
 * @param regroupRound rounds after which {@link Mode#UPDATES} groups slots anew; 0 in other modes
 * @param outlierShare share of clients that must not decide how the others' slots are grouped with
 *     {@link Mode#TASKS}, in [0, 0.5): slots without company are parked then, and a client with
 *     many slots is one voice; 0: every slot counts alike
 */
public record ClusteringSettings(
    Mode mode,
    int clusters,
    int bootstrapClients,
    double joinFactor,
    int newClusterSlots,
    long seed,
    int regroupRound,
    double outlierShare) {
  /** The share that new federations are made with. */
  public static final double SAFE_OUTLIER_SHARE = 0.2;

  /** What becomes one cluster. */
  public enum Mode {
    /** Slots whose centroids are close: FedRouter. */
    TASKS,
    /** All slots: FedAvg, one adapter. */
    ONE,
    /** The slots of one client: local only, nothing is shared. */
    PER_CLIENT,
    /**
     * All slots, and after some rounds those whose updates point the same way: FedCluster (as in
     * FedRouter's code; ALGORITHMS.md, "Clusters by updates or losses"). The first round of such a
     * group starts from the adapter that all had in common; until it is over, routers have only
     * version 0 of the group's own.
     */
    UPDATES,
    /**
     * For every round, the slots that one cluster's adapter suits best: IFCA (Ghosh et al. 2020).
     */
    LOSSES
  }

  /** Slots are never grouped by their updates. */
  public ClusteringSettings(
      Mode mode,
      int clusters,
      int bootstrapClients,
      double joinFactor,
      int newClusterSlots,
      long seed) {
    this(mode, clusters, bootstrapClients, joinFactor, newClusterSlots, seed, 0);
  }

  /** Every slot counts alike. */
  public ClusteringSettings(
      Mode mode,
      int clusters,
      int bootstrapClients,
      double joinFactor,
      int newClusterSlots,
      long seed,
      int regroupRound) {
    this(mode, clusters, bootstrapClients, joinFactor, newClusterSlots, seed, regroupRound, 0);
  }

  /** The same, regrouped after so many rounds. */
  public ClusteringSettings regroupedAfter(int rounds) {
    return new ClusteringSettings(
        mode, clusters, bootstrapClients, joinFactor, newClusterSlots, seed, rounds, outlierShare);
  }

  /** The same, where so large a share of clients decides nothing for the others. */
  public ClusteringSettings withOutlierShare(double share) {
    return new ClusteringSettings(
        mode, clusters, bootstrapClients, joinFactor, newClusterSlots, seed, regroupRound, share);
  }

  public ClusteringSettings {
    if (clusters < 0) {
      throw new IllegalArgumentException(
          "clustering.clusters must be >= 0 (0: choose), was " + clusters);
    }
    if (bootstrapClients < 1) {
      throw new IllegalArgumentException(
          "clustering.bootstrap-clients must be >= 1, was " + bootstrapClients);
    }
    if (!(joinFactor >= 1)) {
      throw new IllegalArgumentException("clustering.join-factor must be >= 1, was " + joinFactor);
    }
    boolean regroups = mode == Mode.UPDATES;
    if (regroups ? regroupRound < 1 : regroupRound != 0) {
      throw new IllegalArgumentException(
          "clustering.regroup-round must be "
              + (regroups ? ">= 1" : "0")
              + " with mode "
              + mode
              + ", was "
              + regroupRound);
    }
    if ((regroups || mode == Mode.LOSSES) && clusters < 1) {
      throw new IllegalArgumentException(
          "clustering.clusters must be >= 1 with mode " + mode + ", was " + clusters);
    }
    if (!(outlierShare >= 0 && outlierShare < 0.5)) {
      throw new IllegalArgumentException(
          "clustering.outlier-share must be in [0, 0.5), was " + outlierShare);
    }
    if (newClusterSlots < 1) {
      throw new IllegalArgumentException(
          "clustering.new-cluster-slots must be >= 1, was " + newClusterSlots);
    }
  }
}
