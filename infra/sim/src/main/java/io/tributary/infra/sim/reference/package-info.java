/**
 * Computes a cluster's versions a second time, plainly, from whole windows and without stores, as
 * the reference for the simulation.
 *
 * <p>Enter at {@link io.tributary.infra.sim.reference.ReferenceMerge}. Pure.
 */
package io.tributary.infra.sim.reference;
