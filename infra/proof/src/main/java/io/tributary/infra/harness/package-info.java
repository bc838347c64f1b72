/**
 * Holds what proofs and benchmarks share: a scratch directory, and a {@code local run} as a process
 * of its own.
 */
package io.tributary.infra.harness;
