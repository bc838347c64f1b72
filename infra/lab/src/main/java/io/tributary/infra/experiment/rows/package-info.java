/**
 * Keeps the answers of a training's adapters to every test row, as a run directory stores them
 * beside the metrics: options by number, never a row's text. All metrics of a score can be computed
 * from them, and two methods can be compared row by row.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.rows.AnsweredRows}. Pure but for {@link
 * io.tributary.infra.experiment.rows.RowsFiles}.
 */
package io.tributary.infra.experiment.rows;
