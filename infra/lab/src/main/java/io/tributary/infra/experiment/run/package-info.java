/**
 * Runs what an experiment still lacks and keeps what came of it, a file for each training.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.run.ExperimentRunner}.
 */
package io.tributary.infra.experiment.run;
