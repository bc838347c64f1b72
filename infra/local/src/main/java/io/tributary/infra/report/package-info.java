/**
 * Writes the results of a run for people: {@code results.json} and one self-contained HTML page
 * with pictures. Enter at {@link io.tributary.infra.report.RunResults}. It must not import Kafka or
 * DJL.
 */
package io.tributary.infra.report;
