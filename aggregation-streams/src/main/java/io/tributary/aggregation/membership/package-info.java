/**
 * Which key each client's records must be signed with: by first use, or by an operator's order.
 *
 * <p>Enter at {@link io.tributary.aggregation.membership.ClientKeys}. Pure: must not import Kafka
 * or Avro, nor any other package of the aggregator but {@code gate}.
 */
package io.tributary.aggregation.membership;
