/**
 * Checks the aggregator's state on the disk before Kafka Streams starts, and removes state that
 * cannot be read, because the changelogs can restore it.
 *
 * <p>Enter at {@link io.tributary.aggregation.topology.disk.StateDirectoryCheck}. Imports the JDK,
 * RocksDB and a logger only.
 */
package io.tributary.aggregation.topology.disk;
