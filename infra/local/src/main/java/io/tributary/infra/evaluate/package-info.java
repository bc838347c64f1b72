/**
 * Evaluates a federation through its real router: accuracy per method and task, routing accuracy,
 * purity, and a picture of the tasks. The {@code task} of a row is used here and nowhere else.
 * Enter at {@link io.tributary.infra.evaluate.Evaluation}. It must not import DJL.
 */
package io.tributary.infra.evaluate;
