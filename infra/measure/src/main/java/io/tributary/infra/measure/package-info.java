/**
 * What numbers of an experiment mean, and nothing of where they come from: scores of answers
 * ({@code choice}, {@code text}), of clusters and routing ({@code cluster}), of confidences ({@code
 * calibration}), of how steadily something was learned ({@code stability}), and the statistics of a
 * table ({@code statistics}).
 *
 * <p>Results are finite doubles. What is undefined, such as the standard deviation of one value, is
 * an empty {@code Optional}, never NaN; an input that is NaN or infinite is an error of the caller,
 * because a run that failed is absent from a table and not a number in it.
 *
 * <p>Pure: only the JDK's language and collections, and Apache Commons Statistics. Enter at the
 * packages below; this one holds the checks of arguments that they share.
 */
package io.tributary.infra.measure;
