/**
 * Experiments: methods by scenarios by seeds, each run through the shipped clients and the shipped
 * topology, scored on the same rows and set side by side in one report.
 *
 * <p>Enter at {@code ExperimentSession}. {@code plan} says what is to be run, {@code engine} runs
 * one federation, {@code score} asks its adapters, {@code run} keeps what came out and {@code
 * report} makes tables of it.
 */
package io.tributary.infra.experiment;
