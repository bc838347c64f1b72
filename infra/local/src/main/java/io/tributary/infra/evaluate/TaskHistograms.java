package io.tributary.infra.evaluate;

import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.worker.data.row.Row;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts how many training rows of each task a slot has, which only a program with the rows can do,
 * to score. A row belongs to the slot whose centroid is nearest, as in the worker.
 */
public final class TaskHistograms {
  private final SortedMap<SlotId, SortedMap<String, Long>> bySlot = new TreeMap<>();

  /**
   * Counts a client's rows.
   *
   * @param embeddings of the rows, in their order
   * @param centroids of the client's slots, in their order; none if it never trained
   */
  public void add(ClientId client, List<Row> rows, float[][] embeddings, float[][] centroids) {
    for (int i = 0; i < embeddings.length && centroids.length > 0; i++) {
      bySlot
          .computeIfAbsent(
              new SlotId(client, NearestCentroidSearch.index(embeddings[i], centroids)),
              s -> new TreeMap<>())
          .merge(rows.get(i).task(), 1L, Long::sum);
    }
  }

  /** Returns the counts so far. */
  public SortedMap<SlotId, SortedMap<String, Long>> bySlot() {
    return bySlot;
  }
}
