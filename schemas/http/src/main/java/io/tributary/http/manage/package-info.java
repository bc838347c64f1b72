/**
 * Serves what every program's management port has: probes, Prometheus metrics, the build, and the
 * levels of the log.
 *
 * <p>Enter at {@link io.tributary.http.manage.ManagementEndpoints}. Must not import Kafka, Avro,
 * DJL or an HTTP library. Nothing here may be on a port for callers.
 */
package io.tributary.http.manage;
