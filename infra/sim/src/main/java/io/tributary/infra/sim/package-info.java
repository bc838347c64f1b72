/**
 * Simulates a federation around the shipped processors under a seed, and checks invariants after
 * every commit. A seed determines one federation with all its faults, and gives the same run every
 * time.
 *
 * <p>Enter at {@link io.tributary.infra.sim.Simulation}.
 */
package io.tributary.infra.sim;
