package io.tributary.schemas.update;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.IdBounds;
import java.time.Instant;
import java.util.Map;

/**
 * The progress of one client, for people (topic {@code worker-reports}, key client). No program
 * acts on it.
 *
 * @param client the reporting client
 * @param phase what it is doing
 * @param slot slot index it concerns, -1 for all
 * @param values at most 100 named metrics, e.g. {@code done}, {@code total}, {@code loss}, {@code
 *     seconds}
 * @param at client clock
 */
public record WorkerReport(
    ClientId client, Phase phase, int slot, Map<String, Double> values, Instant at) {
  private static final int MAX_VALUES = 100;
  private static final int MAX_NAME = 100;

  /** The activity that a client reports. */
  public enum Phase {
    LOADING,
    EMBEDDING,
    CLUSTERED,
    TRAINING,
    PUBLISHED,
    WAITING,
    FINISHED,
    FAILED
  }

  public WorkerReport {
    if (slot != -1) {
      IdBounds.index("slot of a report", slot);
    }
    if (values.size() > MAX_VALUES) {
      throw new IllegalArgumentException(
          "a report must have at most " + MAX_VALUES + " figures, had " + values.size());
    }
    values.keySet().forEach(name -> RecordBounds.atMost("figure of a report", MAX_NAME, name));
    at = RecordBounds.time(at);
    values = Map.copyOf(values);
  }
}
