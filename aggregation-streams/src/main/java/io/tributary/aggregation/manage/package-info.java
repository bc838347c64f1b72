/**
 * The aggregator seen from outside: metrics, the log of what it does, and probes. All of it
 * observes, and changes nothing that is decided.
 *
 * <p>Enter at {@link io.tributary.aggregation.manage.AggregatorManagementPort} and {@link
 * io.tributary.aggregation.manage.TopologyLog}. Must not import Kafka.
 */
package io.tributary.aggregation.manage;
