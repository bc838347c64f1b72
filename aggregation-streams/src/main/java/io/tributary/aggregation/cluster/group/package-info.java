/**
 * Ways to group slots, one class for each mode of the contract: by the distance of their centroids
 * (FedRouter), by the direction of their updates (FedClust), by the losses they report (IFCA), all
 * together, or each client alone. Enter at {@link
 * io.tributary.aggregation.cluster.group.SlotGrouping}. Pure: must not import Kafka or Avro.
 */
package io.tributary.aggregation.cluster.group;
