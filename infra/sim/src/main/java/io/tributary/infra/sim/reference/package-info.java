/**
 * What a cluster's versions must be, computed once more: plainly, from whole windows, without
 * stores and heap.
 *
 * <p>Enter at {@link io.tributary.infra.sim.reference.ReferenceMerge}. Pure.
 */
package io.tributary.infra.sim.reference;
