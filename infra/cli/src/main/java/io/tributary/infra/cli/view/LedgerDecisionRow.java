package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import java.util.List;

/**
 * One decision of the ledger.
 *
 * @param reason why it does not count; empty if it does, or if no rule was broken
 * @param version whose window took it; 0 for none
 * @param norm L2 norm as measured; 0 if its chunks were not all seen
 * @param place position in the ledger
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LedgerDecisionRow(
    String update,
    String cluster,
    String verdict,
    String reason,
    String detail,
    int version,
    double weight,
    double clip,
    int staleness,
    double norm,
    String decidedAt,
    String place) {
  /** The column heads of the table of decisions. */
  public static final List<String> HEAD =
      List.of("update", "cluster", "decision", "what it means", "decided at");

  public static LedgerDecisionRow of(PositionedRecord<LedgerEntry> positionedRecord) {
    LedgerEntry entry = positionedRecord.value();
    return new LedgerDecisionRow(
        entry.update().toString(),
        entry.cluster().toString(),
        NumberText.name(entry.verdict()),
        entry.reason() == RejectReason.NONE ? "" : entry.reason().name(),
        entry.detail(),
        entry.version(),
        NumberText.weight(entry.weight()),
        entry.clip(),
        entry.staleness(),
        entry.norm(),
        entry.decidedAt().toString(),
        positionedRecord.place().toString());
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(update, cluster, verdict, meaning(), decidedAt);
  }

  /** Returns the consequence of the decision, for people. */
  public String meaning() {
    if (verdict.equals(NumberText.name(Verdict.ACCEPTED))
        || verdict.equals(NumberText.name(Verdict.LIMITED))) {
      return "window %d, weight %s%s%s%s"
          .formatted(
              version,
              NumberText.of(weight),
              clip < 1 ? ", scaled by " + NumberText.of(clip) : "",
              staleness > 0 ? ", " + staleness + " versions behind" : "",
              detail.isEmpty() ? "" : ", " + detail);
    }
    return reason.isEmpty() ? detail : reason + ": " + detail;
  }
}
