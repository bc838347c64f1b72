/**
 * Measures the aggregation engine on a real broker, with synthetic updates.
 *
 * <p>Enter at {@link io.tributary.infra.bench.engine.EngineBenchmarks}. It must not import DJL.
 */
package io.tributary.infra.bench.engine;
