package io.tributary.schemas.event;

import io.tributary.schemas.id.ClusterId;
import java.util.Arrays;
import java.util.Objects;

/**
 * One global cluster.
 *
 * @param id stable across epochs
 * @param centroid M_c, float[h]
 * @param radius largest distance of a member slot's centroid
 */
public record ClusterCentroid(ClusterId id, float[] centroid, double radius) {
  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterCentroid that
        && id.equals(that.id)
        && Arrays.equals(centroid, that.centroid)
        && Double.compare(radius, that.radius) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(id, radius) + Arrays.hashCode(centroid);
  }
}
