package io.tributary.router.route;

import io.tributary.schemas.adapter.AdapterVersion;

/**
 * One cluster as a candidate for an embedding.
 *
 * @param adapter the version that the cluster serves
 * @param distance Euclidean distance to its centroid
 * @param score cosine similarity to its centroid, in -1..1
 */
public record CandidateCluster(AdapterVersion adapter, double distance, double score) {}
