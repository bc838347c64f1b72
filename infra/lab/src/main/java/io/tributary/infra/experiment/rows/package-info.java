/**
 * What a training's adapters answered to every test row, as a run directory keeps it beside the
 * figures: options by number, never a row's text. All figures of a score can be computed from it,
 * and two methods compared row by row.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.rows.AnsweredRows}. Pure but for {@link
 * io.tributary.infra.experiment.rows.RowsFiles}.
 */
package io.tributary.infra.experiment.rows;
