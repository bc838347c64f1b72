/**
 * Serves the router's two ports: JSON in, decisions and predictions or RFC 9457 problems out, with
 * health, metrics and version on the second one.
 *
 * <p>Enter at {@link io.tributary.router.http.DataPort} and {@link
 * io.tributary.router.http.RouterManagementPort}. Request text is never logged. It must not import
 * Kafka, DJL or an HTTP library: both ports are {@link io.tributary.http.HttpPort}s.
 */
package io.tributary.router.http;
