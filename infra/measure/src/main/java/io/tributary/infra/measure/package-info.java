/**
 * Computes the metrics of experiments, without regard to where their numbers come from: scores of
 * answers ({@code choice}, {@code text}), of clusters and routing ({@code cluster}), of confidences
 * ({@code calibration}), of the stability of training ({@code stability}), and the statistics of a
 * table ({@code statistics}).
 *
 * <p>Results are finite doubles. An undefined result, such as the standard deviation of one value,
 * is an empty {@code Optional}, never NaN; an input that is NaN or infinite is an error of the
 * caller, because a failed run is absent from a table and not a number in it.
 *
 * <p>Pure: it imports the JDK and Commons Statistics only. Enter at the packages below; this one
 * contains the checks of arguments that they share.
 */
package io.tributary.infra.measure;
