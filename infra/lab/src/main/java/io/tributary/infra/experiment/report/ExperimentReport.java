package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.report.table.ReportTable;
import io.tributary.infra.experiment.run.RunManifest;
import io.tributary.infra.measure.statistics.BootstrapInterval;
import java.util.List;

/**
 * The results of an experiment so far.
 *
 * @param manifest what was run
 * @param versions of the program that made the runs; more than one if it changed in between
 * @param expectations what was expected before
 * @param complete whether every run has ended
 * @param missing runs that have not
 * @param notes what a reader must know about the runs, such as that some have no answers
 * @param wallSeconds of all runs together, scoring included
 * @param tuning picks before the tables were run, method by method; empty if nothing is tuned
 * @param bootstrap how intervals of comparisons row by row were computed
 * @param tables in the experiment's order
 */
public record ExperimentReport(
    RunManifest manifest,
    List<String> versions,
    List<String> expectations,
    boolean complete,
    List<String> missing,
    List<String> notes,
    double wallSeconds,
    List<ReportTuning> tuning,
    BootstrapInterval bootstrap,
    List<ReportTable> tables) {}
