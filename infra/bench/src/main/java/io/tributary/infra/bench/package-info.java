/**
 * Every number that the project promises, as a command: {@code bench ls}, {@code bench run NAME}.
 * Enter at {@link io.tributary.infra.bench.Benchmark}.
 */
package io.tributary.infra.bench;
