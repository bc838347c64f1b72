package io.tributary.schemas.id;

/**
 * Key of chunk topics, {@code c3/0}: chunk {@code index} of every update of a cluster meets on one
 * partition.
 *
 * @param cluster whose adapter
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
