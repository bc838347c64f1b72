/**
 * Two methods side by side on the same test rows: McNemar's test, and intervals of the difference
 * by drawing clients or rows again.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.pair.RowComparison}. Pure.
 */
package io.tributary.infra.experiment.pair;
