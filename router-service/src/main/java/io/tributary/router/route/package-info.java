/**
 * Which adapter serves an embedding (FedRouter; ALGORITHMS.md, "Routing"): pure functions of an
 * embedding and an immutable table.
 *
 * <p>Enter at {@link io.tributary.router.route.Router}. Must not import Kafka, DJL, HTTP or a
 * logger.
 */
package io.tributary.router.route;
