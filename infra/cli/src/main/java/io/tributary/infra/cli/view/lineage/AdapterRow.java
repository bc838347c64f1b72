package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import java.util.List;

/**
 * One published version of a cluster's adapter, as lists show it.
 *
 * @param adapter its immutable name
 * @param updates number of updates in it
 * @param weight of all of them
 * @param previousDigest digest of the version before it
 * @param place position of its manifest
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AdapterRow(
    String adapter,
    String cluster,
    int epoch,
    int version,
    int updates,
    double weight,
    String digest,
    String previousDigest,
    String publishedAt,
    String place) {
  /** The column heads of the table of adapters. */
  public static final List<String> HEAD =
      List.of("adapter", "cluster", "version", "updates", "weight", "published at");

  public static AdapterRow of(PositionedRecord<AdapterManifest> positionedRecord) {
    AdapterManifest manifest = positionedRecord.value();
    return new AdapterRow(
        manifest.version().name(),
        manifest.version().cluster().toString(),
        manifest.version().epoch(),
        manifest.version().version(),
        manifest.contributions().size(),
        NumberText.weight(manifest.contributions().stream().mapToLong(Contribution::weight).sum()),
        manifest.version().digest(),
        manifest.previousDigest(),
        manifest.publishedAt().toString(),
        positionedRecord.place().toString());
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(
        adapter,
        cluster,
        Integer.toString(version),
        Integer.toString(updates),
        NumberText.of(weight),
        publishedAt);
  }
}
