/**
 * How well the tasks of real text are found, by clients and by the stream, without any training.
 *
 * <p>Enter at {@link io.tributary.infra.bench.tasks.TaskBenchmarks}.
 */
package io.tributary.infra.bench.tasks;
