/** {@code bench ls} and {@code bench run}: the verbs, and the list of all benchmarks. */
package io.tributary.infra.bench.command;
