/**
 * Measures every number that the project promises, one benchmark each: {@code bench ls}, {@code
 * bench run NAME}. Enter at {@link io.tributary.infra.bench.Benchmark}.
 */
package io.tributary.infra.bench;
