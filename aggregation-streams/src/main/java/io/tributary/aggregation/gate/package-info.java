/**
 * Checks whether an update may count, with one small rule for each reason of rejection, and
 * computes the weight of an update that passes.
 *
 * <p>Enter at {@link io.tributary.aggregation.gate.UpdateGate}. Pure: must not import any other
 * package of the aggregator.
 */
package io.tributary.aggregation.gate;
