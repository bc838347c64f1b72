/**
 * Where a clustering cannot tell tasks apart.
 *
 * <p>Enter at {@link io.tributary.infra.history.doubt.ClusterDoubts}. Pure: must not import Kafka,
 * Avro, a clock or a logger.
 */
package io.tributary.infra.history.doubt;
