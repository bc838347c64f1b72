/**
 * Benchmarks of whole federations: time, accuracy, recovery from kill -9, and the same adapters as
 * a computation in one thread without Kafka ({@link
 * io.tributary.infra.bench.run.ReferenceFedRouter}).
 */
package io.tributary.infra.bench.run;
