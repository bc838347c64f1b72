/**
 * Defines an experiment: its file, methods, settings, tables and the runs that they require.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.plan.ExperimentFile}; {@code Methods} lists
 * every method. Pure: it must not import Kafka or DJL.
 */
package io.tributary.infra.experiment.plan;
