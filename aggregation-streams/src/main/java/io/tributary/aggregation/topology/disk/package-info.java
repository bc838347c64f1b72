/**
 * What lies on the aggregator's disk between two runs: it is looked at before Kafka Streams is, and
 * what cannot be read goes, since the changelogs have it all.
 *
 * <p>Enter at {@link io.tributary.aggregation.topology.disk.StateCheck}. Imports the JDK, RocksDB
 * and a logger.
 */
package io.tributary.aggregation.topology.disk;
