/**
 * The aggregator seen from outside: metrics and probes. Enter at {@link
 * io.tributary.aggregation.manage.ManagementPort}. Must not import Kafka.
 */
package io.tributary.aggregation.manage;
