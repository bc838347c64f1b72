/**
 * Makes tables of finished runs: means over seeds, paired comparisons and curves, as Markdown, CSV,
 * JSON and one HTML page.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.report.ReportBuilder}. Pure but for reading
 * results.
 */
package io.tributary.infra.experiment.report;
