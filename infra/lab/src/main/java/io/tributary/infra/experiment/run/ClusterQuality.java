package io.tributary.infra.experiment.run;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.measure.cluster.AdjustedRandIndex;
import io.tributary.infra.measure.cluster.ContingencyTable;
import io.tributary.infra.measure.cluster.NormalizedMutualInformation;

/**
 * The quality of clusters as tasks, over all training rows.
 *
 * @param clusters number of clusters; 0 where nothing was trained
 * @param purity share of rows in a cluster of their task
 * @param randIndex adjusted for chance
 * @param mutualInformation normalised
 */
public record ClusterQuality(
    int clusters, double purity, double randIndex, double mutualInformation) {
  static final ClusterQuality NONE = new ClusterQuality(0, 0, 0, 0);

  static ClusterQuality of(int clusters, MajorityTasks tasks) {
    ContingencyTable rows = ContingencyTable.ofCounts(tasks.rows().values());
    return new ClusterQuality(
        clusters, rows.purity(), AdjustedRandIndex.of(rows), NormalizedMutualInformation.of(rows));
  }
}
