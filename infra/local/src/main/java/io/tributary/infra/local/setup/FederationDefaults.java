package io.tributary.infra.local.setup;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;

/** What federations of one machine have in common, whoever starts them. */
public final class FederationDefaults {
  /**
   * How the members of a task are merged who do not know each other. A mean of all leans towards
   * whoever sends the wrong direction; with a tenth hostile that cost up to nine points.
   */
  public static final String TASK_MERGE = "filtered-mean";

  /** How all clients of a baseline are merged, whose directions differ as their tasks do. */
  public static final String PLAIN_MERGE = "weighted-mean";

  private static final double JOIN_FACTOR = 1.5;
  private static final int NEW_CLUSTER_SLOTS = 2;

  /**
   * Root mean square of an update's values, from which on it is scaled down, also before a cluster
   * knows what is usual. Ten steps at the default learning rate give 0.009.
   */
  private static final double CLIPPED_VALUE = 0.05;

  /** Time that a window waits for others after its first update, with nobody else at work. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration PATIENCE_PER_CLIENT = Duration.ofSeconds(30);

  /** Members whose reports are enough while the others stay away. */
  private static final double QUORUM = 0.5;

  private FederationDefaults() {}

  /**
   * How slots become clusters.
   *
   * @param clusters K; 0 to choose
   * @param clients that must have announced their slots before the first clustering
   */
  public static ClusteringSettings clustering(
      ClusteringSettings.Mode mode, int clusters, int clients, long seed) {
    return clustering(mode, clusters, clients, seed, 0);
  }

  /**
   * The same where slots are grouped anew.
   *
   * @param regroupRound rounds after which, once; 0 where they are not, or for every round
   */
  public static ClusteringSettings clustering(
      ClusteringSettings.Mode mode, int clusters, int clients, long seed, int regroupRound) {
    return new ClusteringSettings(
            mode, clusters, clients, JOIN_FACTOR, NEW_CLUSTER_SLOTS, seed, regroupRound)
        .withOutlierShare(ClusteringSettings.SAFE_OUTLIER_SHARE);
  }

  /**
   * A window is a round that waits for nobody for ever, nor again and again for who stays away, and
   * no member decides it alone: bounds on norms and weights as for members who do not know each
   * other.
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
   * The same for an experiment, whose members are all its own: a window waits for everyone, however
   * long that takes, and every claim counts.
   */
  public static WindowSettings untimedRounds(AdapterLayout layout) {
    return WindowSettings.rounds().clippedTo(CLIPPED_VALUE * Math.sqrt(layout.parameters()));
  }
}
