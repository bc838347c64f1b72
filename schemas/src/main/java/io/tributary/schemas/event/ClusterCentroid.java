package io.tributary.schemas.event;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import java.util.Arrays;
import java.util.Objects;

/**
 * One global cluster of a cluster state.
 *
 * @param id stable across epochs
 * @param centroid M_c, float[h]
 * @param radius largest distance of a member slot's centroid
 * @param due version that ends the round, to which every member contributes; 0 where slots are not
 *     grouped anew for every round
 */
public record ClusterCentroid(ClusterId id, float[] centroid, double radius, int due) {
  public ClusterCentroid {
    IdBounds.number("due version of " + id, 0, due);
  }

  /** Creates the centroid of a cluster that stays for many rounds. */
  public ClusterCentroid(ClusterId id, float[] centroid, double radius) {
    this(id, centroid, radius, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterCentroid that
        && id.equals(that.id)
        && Arrays.equals(centroid, that.centroid)
        && Double.compare(radius, that.radius) == 0
        && due == that.due;
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(id, radius, due) + Arrays.hashCode(centroid);
  }
}
