/**
 * Implements the server optimisers, which apply a window's step to the newest version.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.server.ServerOptimizer}. Pure: of the
 * aggregator it imports {@code merge.strategy} only.
 */
package io.tributary.aggregation.merge.server;
