/**
 * Computes the statistics of a table: mean and standard deviation over seeds ({@link
 * io.tributary.infra.measure.statistics.SeedSummary}), relative gains, paired comparisons of two
 * methods over the seeds that both finished ({@link
 * io.tributary.infra.measure.statistics.PairedComparison}), and Holm's correction of the p-values
 * of one family. Pure; distributions are those of Apache Commons Statistics.
 */
package io.tributary.infra.measure.statistics;
