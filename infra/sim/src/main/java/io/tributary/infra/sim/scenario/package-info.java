/**
 * Derives from a seed a federation's settings and the rates of its faults.
 *
 * <p>Enter at {@link io.tributary.infra.sim.scenario.SimulationScenario}. Pure.
 */
package io.tributary.infra.sim.scenario;
