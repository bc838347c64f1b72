/**
 * What an experiment is: its file, methods, settings, tables and the runs that they ask for. Pure.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.plan.ExperimentFile}; {@code Methods} lists
 * every method. Must not import Kafka or DJL.
 */
package io.tributary.infra.experiment.plan;
