package io.tributary.infra.experiment.run;

import java.util.List;

/**
 * The facts that make the runs of a directory comparable.
 *
 * @param experiment its name
 * @param seeds that every method is run with
 * @param data digest of all rows that were read
 * @param baseModel id of the frozen model, with the digest of its weights
 * @param version of the program that was run last
 * @param java that it ran on
 * @param file the experiment as it was written
 */
public record RunManifest(
    String experiment,
    List<Long> seeds,
    String data,
    String baseModel,
    String version,
    String java,
    String file) {}
