/**
 * Measures how well clusters agree with tasks, and where a router sends rows. Enter at {@link
 * io.tributary.infra.measure.cluster.ContingencyTable}, from which purity, the adjusted Rand index
 * and normalised mutual information are computed. The silhouette, which needs no true classes, is
 * {@code io.tributary.schemas.geometry.Silhouette}. Pure.
 */
package io.tributary.infra.measure.cluster;
