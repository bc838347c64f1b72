package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.lineage.Lineage;
import io.tributary.schemas.id.RecordPosition;
import java.util.List;

/**
 * The lineage of a version.
 *
 * @param adapter the version
 * @param layoutDigest of the adapter's layout
 * @param chunkDigests in order; the version's digest is computed from them
 * @param chunks their positions, by chunk index
 * @param agreement of its contributors, tensor by tensor
 * @param merged exactly the updates in it
 * @param leftOut updates that its window left out
 * @param before the versions before it, the nearest first
 * @param unbroken whether each of them has the digest that its successor names
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LineageView(
    AdapterRow adapter,
    String layoutDigest,
    List<String> chunkDigests,
    List<String> chunks,
    AgreementView agreement,
    List<MergedUpdateRow> merged,
    List<LeftOutUpdateRow> leftOut,
    List<AdapterRow> before,
    boolean unbroken) {
  public static LineageView of(Lineage lineage) {
    return new LineageView(
        AdapterRow.of(lineage.adapter()),
        lineage.adapter().value().layoutDigest(),
        lineage.adapter().value().chunkDigests(),
        lineage.chunks().stream().map(RecordPosition::toString).toList(),
        AgreementView.of(lineage.adapter().value().agreement()),
        lineage.merged().stream().map(MergedUpdateRow::of).toList(),
        lineage.leftOut().stream().map(LeftOutUpdateRow::of).toList(),
        lineage.before().stream().map(AdapterRow::of).toList(),
        lineage.isUnbroken());
  }
}
