/**
 * Optimisers of the server: what becomes of a window's step on its way into the next version.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.server.ServerOptimizer}. Pure: may import
 * {@code merge.strategy} only.
 */
package io.tributary.aggregation.merge.server;
