/**
 * Bounds norms and weights of a window's updates when the window closes, relative to the other
 * updates. An update is scaled down to the usual norm, and neither one member nor all new members
 * together exceed their share of the weight.
 *
 * <p>Enter at {@link io.tributary.aggregation.limit.WindowLimits}. Pure: must not import any other
 * package of the aggregator.
 */
package io.tributary.aggregation.limit;
