package io.tributary.schemas.spec;

/**
 * The settings by which slots become global clusters (FedRouter; ALGORITHMS.md, "Global
 * clustering").
 *
 * @param mode what is clustered
 * @param clusters K, or 0 to choose it by silhouette
 * @param bootstrapClients epoch 1 starts when this many clients have announced all their slots
 * @param joinFactor a late slot joins the nearest cluster within this factor of the cluster's
 *     radius
 * @param newClusterSlots parked slots that must be mutually close before a new epoch starts
 * @param seed of k-means
 * @param regroupRound rounds after which {@link Mode#UPDATES} groups slots anew; 0 in other modes
 * @param outlierShare share of clients, in [0, 0.5), that must not influence how the others' slots
 *     are grouped with {@link Mode#TASKS}: slots that are close to too few clients are parked, and
 *     a client with many slots counts once; 0: every slot counts alike
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
  /** The outlier share of new federations. */
  public static final double SAFE_OUTLIER_SHARE = 0.2;

  /** Selects which slots become one cluster. */
  public enum Mode {
    /** Slots whose centroids are close (FedRouter). */
    TASKS,
    /** All slots: one adapter for everyone (FedAvg). */
    ONE,
    /** The slots of one client: training is local, no updates of different clients are merged. */
    PER_CLIENT,
    /**
     * All slots, and after some rounds those whose updates point the same way: FedCluster (as in
     * FedRouter's code; ALGORITHMS.md, "Clusters by updates or losses"). The first round of such a
     * group starts from the adapter that all had in common; until it is over, routers have only
     * version 0 of the group's own.
     */
    UPDATES,
    /**
     * The aggregator names, for every round, the slots that one cluster's adapter fits best: IFCA
     * (Ghosh et al. 2020).
     */
    LOSSES
  }

  /** Creates settings without regrouping by updates. */
  public ClusteringSettings(
      Mode mode,
      int clusters,
      int bootstrapClients,
      double joinFactor,
      int newClusterSlots,
      long seed) {
    this(mode, clusters, bootstrapClients, joinFactor, newClusterSlots, seed, 0);
  }

  /** Creates settings in which every slot counts alike. */
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

  /** Returns these settings, with slots regrouped after so many rounds. */
  public ClusteringSettings regroupedAfter(int rounds) {
    return new ClusteringSettings(
        mode, clusters, bootstrapClients, joinFactor, newClusterSlots, seed, rounds, outlierShare);
  }

  /** Returns these settings with another outlier share. */
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
