/**
 * What a federation has learned, asked through its real router: accuracy per method and task,
 * routing accuracy, purity, a picture of the tasks. The {@code task} of a row is used here and
 * nowhere else. Enter at {@link io.tributary.infra.evaluate.Evaluation}. Must not import DJL.
 */
package io.tributary.infra.evaluate;
