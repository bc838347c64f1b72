package io.tributary.schemas.id;

/**
 * The key of chunk topics, {@code c3/0}: chunk {@code index} of every update of a cluster lies on
 * one partition.
 *
 * @param cluster whose adapter the chunk is part of
 * @param index 0-based chunk index, at most {@value IdBounds#MAX_INDEX}
 */
public record ChunkKey(ClusterId cluster, int index) {
  public ChunkKey {
    IdBounds.index("chunk index", index);
  }

  @Override
  public String toString() {
    return cluster + "/" + index;
  }
}
