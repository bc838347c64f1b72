package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.SlotStatus;
import java.time.Instant;
import java.util.List;

/**
 * One slot, its cluster and the decisions about its updates.
 *
 * @param samples rows in it; 0 if it was never announced, or was withdrawn
 * @param cluster that it belongs to; empty while it has none
 * @param parked whether it is too far from every cluster
 * @param accepted decisions that counted an update
 * @param quarantined decisions that rejected one
 * @param newestDecisionAt stream time; empty before any
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SlotRow(
    String slot,
    long samples,
    String cluster,
    boolean parked,
    long accepted,
    long quarantined,
    String newestDecisionAt) {
  /** The column heads of the table of slots. */
  public static final List<String> HEAD =
      List.of("slot", "cluster", "samples", "accepted", "quarantined", "newest decision at");

  public static SlotRow of(SlotStatus standing) {
    return new SlotRow(
        standing.slot().toString(),
        standing.samples(),
        standing.cluster().map(Object::toString).orElse(""),
        standing.parked(),
        standing.count().accepted(),
        standing.count().quarantined(),
        text(standing.count().newest()));
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(
        slot,
        cluster.isEmpty() ? (parked ? "parked" : "none yet") : cluster,
        Long.toString(samples),
        Long.toString(accepted),
        Long.toString(quarantined),
        newestDecisionAt);
  }

  static String text(Instant newest) {
    return newest.equals(Instant.EPOCH) ? "" : newest.toString();
  }
}
