/**
 * What a run leaves for people: {@code results.json} and one self-contained HTML page with its
 * pictures. Enter at {@link io.tributary.infra.report.RunResults}. Must not import Kafka or DJL.
 */
package io.tributary.infra.report;
