/**
 * The router's two ports: JSON in, decisions and predictions or RFC 9457 problems out; health,
 * metrics and version beside them.
 *
 * <p>Enter at {@link io.tributary.router.http.DataPort} and {@link
 * io.tributary.router.http.ManagementPort}; {@link io.tributary.router.http.HttpPort} alone knows
 * the HTTP library. Request text is never logged. Must not import Kafka or DJL.
 */
package io.tributary.router.http;
