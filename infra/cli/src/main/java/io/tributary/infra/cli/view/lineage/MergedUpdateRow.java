package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.lineage.MergedUpdate;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.RecordPosition;
import java.util.List;

/**
 * One update in a version.
 *
 * @param share of the window's weight, in 0..1
 * @param clip factor on its payload
 * @param staleness versions that its base lagged behind
 * @param samples in its slot; 0 if its manifest is no longer in the log
 * @param base adapter that it was trained from; empty likewise
 * @param decidedAt stream time; empty if the decision is no longer in the log
 * @param manifest its position
 * @param decision its position
 * @param chunks their positions, by chunk index
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MergedUpdateRow(
    String update,
    String client,
    int slot,
    long sequence,
    double weight,
    double share,
    double clip,
    int staleness,
    long samples,
    String base,
    String decidedAt,
    String manifest,
    String decision,
    List<String> chunks) {
  static MergedUpdateRow of(MergedUpdate merged) {
    Contribution part = merged.contribution();
    return new MergedUpdateRow(
        part.update().toString(),
        part.update().slot().client().value(),
        part.update().slot().index(),
        part.update().sequence(),
        NumberText.weight(part.weight()),
        merged.share(),
        part.clip(),
        part.staleness(),
        merged.manifest().map(found -> found.value().samples()).orElse(0L),
        merged.manifest().map(found -> found.value().base().name()).orElse(""),
        merged.decision().map(found -> found.value().decidedAt().toString()).orElse(""),
        merged.manifest().map(PositionedRecord::place).map(RecordPosition::toString).orElse(""),
        merged.decision().map(PositionedRecord::place).map(RecordPosition::toString).orElse(""),
        merged.chunks().stream().map(RecordPosition::toString).toList());
  }
}
