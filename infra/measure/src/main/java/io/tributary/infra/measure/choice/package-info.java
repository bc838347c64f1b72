/**
 * Scores tasks in which one of several options is chosen. Enter at {@link
 * io.tributary.infra.measure.choice.ConfusionMatrix}. Pure.
 */
package io.tributary.infra.measure.choice;
