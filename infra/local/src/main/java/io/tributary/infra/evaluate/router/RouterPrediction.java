package io.tributary.infra.evaluate.router;

/**
 * The router's answer to one question.
 *
 * @param id of the question
 * @param answer the option it chose
 * @param adapter the version that served, or {@code base}
 * @param cluster that it was routed to; {@link #NO_CLUSTER} for the base model
 */
public record RouterPrediction(String id, String answer, String adapter, int cluster) {
  /** The value for no cluster: the base model answered. */
  public static final int NO_CLUSTER = -1;
}
