package io.tributary.schemas.event;

import io.tributary.schemas.id.ClusterId;

/**
 * One global cluster.
 *
 * @param id stable across epochs
 * @param centroid M_c, float[h]
 * @param radius largest distance of a member slot's centroid
 */
public record ClusterCentroid(ClusterId id, float[] centroid, double radius) {}
