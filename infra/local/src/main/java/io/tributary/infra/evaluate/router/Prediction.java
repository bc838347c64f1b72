package io.tributary.infra.evaluate.router;

/**
 * What the router answered to one question.
 *
 * @param id the question's
 * @param answer the option it chose
 * @param adapter the version that served, or {@code base}
 * @param cluster where it was routed; {@link #NO_CLUSTER} for the base model
 */
public record Prediction(String id, String answer, String adapter, int cluster) {
  /** No cluster: the base model answered. */
  public static final int NO_CLUSTER = -1;
}
