/**
 * What an update must be before it may count: one small rule per reason, and the weight of an
 * update that passes them all.
 *
 * <p>Enter at {@link io.tributary.aggregation.gate.UpdateGate}. Pure: must not import Kafka, Avro,
 * or any other package of the aggregator.
 */
package io.tributary.aggregation.gate;
