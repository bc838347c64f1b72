package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.LedgerDecisionRow;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.UpdateTrace;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;

/**
 * The history of one update.
 *
 * @param stage that it has reached: waiting, quarantined, discarded, accepted, left_out or merged
 * @param sent content of its manifest; null if no manifest is in the log
 * @param manifests positions of all committed copies
 * @param chunks positions of its payload, by chunk index
 * @param quarantine rejected records under its name
 * @param decisions of the ledger, in order
 * @param version that contains it; null while none does, or if its manifest is gone
 * @param share of that version's weight, in 0..1
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UpdateTraceView(
    String update,
    String stage,
    Sent sent,
    List<String> manifests,
    List<String> chunks,
    List<Aside> quarantine,
    List<LedgerDecisionRow> decisions,
    AdapterRow version,
    double share) {
  /** The content of a manifest; norms and losses as the client measured them. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Sent(
      String base,
      int epoch,
      long samples,
      int steps,
      double firstLoss,
      double lastLoss,
      double norm,
      List<String> chunkDigests,
      String trainedAt,
      String sentAt) {
    static Sent of(PositionedRecord<UpdateManifest> positionedRecord) {
      UpdateManifest manifest = positionedRecord.value();
      return new Sent(
          manifest.base().name(),
          manifest.epoch(),
          manifest.samples(),
          manifest.training().steps(),
          manifest.training().firstLoss(),
          manifest.training().lastLoss(),
          manifest.norm(),
          manifest.chunkDigests(),
          manifest.trainedAt().toString(),
          positionedRecord.at().toString());
    }
  }

  /** One record in quarantine. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Aside(String status, String reason, String detail, String place) {
    static Aside of(PositionedRecord<QuarantineRecord> positionedRecord) {
      return new Aside(
          NumberText.name(positionedRecord.value().status()),
          positionedRecord.value().reason().name(),
          positionedRecord.value().detail(),
          positionedRecord.place().toString());
    }
  }

  public static UpdateTraceView of(UpdateTrace trace) {
    Optional<Contribution> part = trace.contribution();
    return new UpdateTraceView(
        trace.id().toString(),
        NumberText.name(trace.stage()),
        trace.manifests().stream().findFirst().map(Sent::of).orElse(null),
        trace.manifests().stream()
            .map(PositionedRecord::place)
            .map(RecordPosition::toString)
            .toList(),
        trace.chunks().stream().map(RecordPosition::toString).toList(),
        trace.quarantine().stream().map(Aside::of).toList(),
        trace.decisions().stream().map(LedgerDecisionRow::of).toList(),
        part.flatMap(found -> trace.version()).map(AdapterRow::of).orElse(null),
        part.map(found -> found.weight() / total(trace)).orElse(0.0));
  }

  private static double total(UpdateTrace trace) {
    return trace.version().orElseThrow().value().contributions().stream()
        .mapToLong(Contribution::weight)
        .sum();
  }
}
