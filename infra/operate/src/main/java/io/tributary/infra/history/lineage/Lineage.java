package io.tributary.infra.history.lineage;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The history of a published version.
 *
 * @param adapter its manifest
 * @param chunks positions of its values, by chunk index; unknown where not found
 * @param merged exactly the updates in it, in the order of their ids
 * @param leftOut the updates that its window left out, with the reasons
 * @param before the versions before it, the nearest first
 */
public record Lineage(
    PositionedRecord<AdapterManifest> adapter,
    List<RecordPosition> chunks,
    List<MergedUpdate> merged,
    List<LeftOutUpdate> leftOut,
    List<PositionedRecord<AdapterManifest>> before) {
  public Lineage {
    chunks = List.copyOf(chunks);
    merged = List.copyOf(merged);
    leftOut = List.copyOf(leftOut);
    before = List.copyOf(before);
  }

  /**
   * Builds a lineage from what was found.
   *
   * @param window of the version
   * @param manifests of its updates, as far as they were found
   * @param updateChunks positions of the updates' payloads, as far as they were found
   */
  public static Lineage of(
      PositionedRecord<AdapterManifest> adapter,
      SortedMap<Integer, RecordPosition> chunks,
      WindowScan window,
      Map<UpdateId, PositionedRecord<UpdateManifest>> manifests,
      Map<UpdateId, SortedMap<Integer, RecordPosition>> updateChunks,
      List<PositionedRecord<AdapterManifest>> before) {
    AdapterManifest manifest = adapter.value();
    double total = manifest.contributions().stream().mapToLong(Contribution::weight).sum();
    int count = manifest.chunkDigests().size();
    var merged = new ArrayList<MergedUpdate>();
    for (Contribution part : manifest.contributions()) {
      UpdateId update = part.update();
      merged.add(
          new MergedUpdate(
              part,
              total > 0 ? part.weight() / total : 0,
              Optional.ofNullable(window.taken().get(update)),
              Optional.ofNullable(manifests.get(update)),
              inOrder(updateChunks.get(update), count)));
    }
    return new Lineage(adapter, inOrder(chunks, count), merged, window.leftOut(), before);
  }

  /** Returns positions by chunk index, unknown where none was found. */
  public static List<RecordPosition> inOrder(SortedMap<Integer, RecordPosition> found, int count) {
    var places = new ArrayList<RecordPosition>();
    for (int index = 0; index < count; index++) {
      places.add(
          found == null
              ? RecordPosition.UNKNOWN
              : found.getOrDefault(index, RecordPosition.UNKNOWN));
    }
    return places;
  }

  /**
   * Returns whether every version names the digest of the one before it, as far as they are known.
   */
  public boolean isUnbroken() {
    String expected = adapter.value().previousDigest();
    for (PositionedRecord<AdapterManifest> older : before) {
      if (!older.value().version().digest().equals(expected)) {
        return false;
      }
      expected = older.value().previousDigest();
    }
    return true;
  }
}
