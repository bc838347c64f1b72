/**
 * The task that clusters slots: announcements and operators' decisions in; cluster states,
 * memberships and clients' keys out. Enter at {@link
 * io.tributary.aggregation.topology.clustering.ClusteringProcessor}.
 */
package io.tributary.aggregation.topology.clustering;
