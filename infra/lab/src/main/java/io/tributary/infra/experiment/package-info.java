/**
 * Runs experiments: methods by scenarios by seeds, each through the shipped clients and the shipped
 * topology, scored on the same rows and compared in one report.
 *
 * <p>Enter at {@code ExperimentSession}. {@code plan} defines what is run, {@code engine} runs one
 * federation, {@code score} evaluates its adapters, {@code run} keeps the results and {@code
 * report} makes tables of them.
 */
package io.tributary.infra.experiment;
