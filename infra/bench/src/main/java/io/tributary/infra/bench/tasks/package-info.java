/**
 * Measures how well clients and the stream find the tasks of real text, without any training.
 *
 * <p>Enter at {@link io.tributary.infra.bench.tasks.TaskBenchmarks}.
 */
package io.tributary.infra.bench.tasks;
