package io.tributary.infra.local.setup;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;

/** Defines the settings that federations of one machine have in common. */
public final class FederationDefaults {
  /**
   * The merge strategy for members of a task who do not know each other. A mean of all follows
   * hostile directions; with a tenth hostile that cost up to nine points.
   */
  public static final String TASK_MERGE = "filtered-mean";

  /**
   * The merge strategy of a baseline, which merges all clients although their directions differ as
   * their tasks do.
   */
  public static final String PLAIN_MERGE = "weighted-mean";

  private static final double JOIN_FACTOR = 1.5;
  private static final int NEW_CLUSTER_SLOTS = 2;

  /**
   * The root mean square of an update's values above which it is scaled down, even before a
   * cluster's usual norm is known. Ten steps at the default learning rate give 0.009.
   */
  private static final double CLIPPED_VALUE = 0.05;

  /**
   * The time that a window waits for others after its first update, on an otherwise idle machine.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration PATIENCE_PER_CLIENT = Duration.ofSeconds(30);

  /** The share of members whose reports suffice while the others are absent. */
  private static final double QUORUM = 0.5;

  private FederationDefaults() {}

  /**
   * Returns the clustering settings.
   *
   * @param clusters K; 0 to choose
   * @param clients that must have announced their slots before the first clustering
   */
  public static ClusteringSettings clustering(
      ClusteringSettings.Mode mode, int clusters, int clients, long seed) {
    return clustering(mode, clusters, clients, seed, 0);
  }

  /**
   * Returns the clustering settings where slots are grouped anew.
   *
   * @param regroupRound rounds after which slots are grouped once; 0 for never, or for every round
   */
  public static ClusteringSettings clustering(
      ClusteringSettings.Mode mode, int clusters, int clients, long seed, int regroupRound) {
    return new ClusteringSettings(
            mode, clusters, clients, JOIN_FACTOR, NEW_CLUSTER_SLOTS, seed, regroupRound)
        .withOutlierShare(ClusteringSettings.SAFE_OUTLIER_SHARE);
  }

  /**
   * Returns the settings of windows that are rounds, but wait neither for ever nor repeatedly for
   * absent members, and that no member decides alone: bounds on norms and weights are those for
   * members who do not know each other.
   *
   * @param clients of one machine: the more there are, the longer the last one of a healthy round
   *     comes after the first
   */
  public static WindowSettings rounds(AdapterLayout layout, int clients) {
    return untimedRounds(layout)
        .closingAfter(PATIENCE.plus(PATIENCE_PER_CLIENT.multipliedBy(clients)))
        .bounded(NormSettings.robust(), WeightSettings.robust())
        .withQuorum(QUORUM);
  }

  /**
   * Returns the settings for an experiment, whose members are all its own: a window waits for
   * everyone, however long that takes, and every claim counts.
   */
  public static WindowSettings untimedRounds(AdapterLayout layout) {
    return WindowSettings.rounds().clippedTo(CLIPPED_VALUE * Math.sqrt(layout.parameters()));
  }
}
