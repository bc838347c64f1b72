package io.tributary.infra.experiment.report.table;

import java.util.List;

/**
 * One table of the report, with a row for each method.
 *
 * @param name its heading
 * @param reference label of the row that others are compared with; null without one
 * @param compared the compared figure in words for people
 * @param rows from top to bottom
 */
public record ReportTable(String name, String reference, String compared, List<ReportRow> rows) {}
