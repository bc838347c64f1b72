/**
 * Runs the trainings that an experiment still lacks and keeps their results, one file for each
 * training.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.run.ExperimentRunner}.
 */
package io.tributary.infra.experiment.run;
