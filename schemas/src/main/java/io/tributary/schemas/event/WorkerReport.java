package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Progress of one client, for people (topic {@code worker-reports}, key client). Nothing computes
 * on it.
 *
 * @param client who
 * @param phase what it is doing
 * @param slot slot index it concerns, -1 for all
 * @param values named figures, e.g. {@code done}, {@code total}, {@code loss}, {@code seconds}
 * @param at client clock
 */
public record WorkerReport(
    ClientId client, Phase phase, int slot, Map<String, Double> values, Instant at) {
  /** What a client does. */
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
    at = at.truncatedTo(ChronoUnit.MILLIS);
    values = Map.copyOf(values);
  }
}
