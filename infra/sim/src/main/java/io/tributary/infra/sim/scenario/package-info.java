/**
 * What a seed stands for: a federation's settings and how much goes wrong in it.
 *
 * <p>Enter at {@link io.tributary.infra.sim.scenario.Scenario}. Pure.
 */
package io.tributary.infra.sim.scenario;
