/**
 * Benchmarks of the aggregation engine on a real broker, with updates that nobody trained.
 *
 * <p>Enter at {@link io.tributary.infra.bench.engine.EngineBenchmarks}. Must not import DJL.
 */
package io.tributary.infra.bench.engine;
