/**
 * The tables of a report: a row for each method, with its mean and spread over the seeds and its
 * paired comparison with the table's reference. Enter at {@link
 * io.tributary.infra.experiment.report.table.ReferenceComparisons}. Pure but for reading results.
 */
package io.tributary.infra.experiment.report.table;
