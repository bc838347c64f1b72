/**
 * Implements the HTTP port that applications open for callers, probes and Prometheus: whole
 * requests in, answers or RFC 9457 problem documents out.
 *
 * <p>Requests are read and answers written without blocking, so that a slow caller costs a socket
 * and the bytes it has sent, never a thread; {@link io.tributary.http.OpenConnections} decides
 * which connection is closed when there are too many.
 *
 * <p>Enter at {@link io.tributary.http.HttpPort}. Only it, {@code RequestExchange}, {@code
 * ConnectionLimiter} and {@code LibraryRefusals} use the HTTP library. It must not import Kafka,
 * Avro or DJL. Neither request bodies nor their texts are ever logged.
 */
package io.tributary.http;
