/**
 * The whole aggregation pipeline under a seed: the shipped processors, everything around them
 * simulated, invariants checked as it goes. A seed stands for one federation with all that goes
 * wrong in it, and says the same every time.
 *
 * <p>Enter at {@link io.tributary.infra.sim.Simulation}.
 */
package io.tributary.infra.sim;
