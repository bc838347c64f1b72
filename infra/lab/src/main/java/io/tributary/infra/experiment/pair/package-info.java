/**
 * Compares two methods on the same test rows: McNemar's test, and intervals of the difference by
 * resampling clients or rows.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.pair.RowComparison}. Pure.
 */
package io.tributary.infra.experiment.pair;
