/**
 * Decides which adapter serves an embedding (FedRouter; ALGORITHMS.md, "Routing"), with pure
 * functions of the embedding and an immutable table.
 *
 * <p>Enter at {@link io.tributary.router.route.Router}. It must not import Kafka, DJL, HTTP or a
 * logger.
 */
package io.tributary.router.route;
