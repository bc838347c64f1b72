package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.topology.processor.StoredFormat;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An update's contribution to an open window in one chunk: how it counts and where its payload
 * lies. All contributions of a window say what it comes to, so its sums need not be stored.
 */
record WindowContribution(Contribution counted, ChunkRef ref) {
  private static final byte FORMAT = 1;
  private static final int NUMBERS = 4 * Long.BYTES + 3 * Integer.BYTES;

  UpdateId update() {
    return counted.update();
  }

  /** Returns the contribution as a merge strategy sees it. */
  MergeContribution toMerge(int layoutRank) {
    return MergeContribution.of(counted, layoutRank);
  }

  byte[] encode() {
    byte[] id = update().toString().getBytes(StandardCharsets.UTF_8);
    byte[] where = ref.encode();
    return ByteBuffer.allocate(1 + NUMBERS + id.length + where.length)
        .put(FORMAT)
        .putLong(counted.weight())
        .putDouble(counted.clip())
        .putInt(counted.staleness())
        .putLong(counted.units())
        .putInt(counted.rank())
        .putDouble(counted.productNorm())
        .putInt(id.length)
        .put(id)
        .put(where)
        .array();
  }

  static WindowContribution decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    StoredFormat.check("window part", FORMAT, buffer.get());
    long weight = buffer.getLong();
    double clip = buffer.getDouble();
    int staleness = buffer.getInt();
    long units = buffer.getLong();
    int rank = buffer.getInt();
    double productNorm = buffer.getDouble();
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException(
          "an update id of " + length + " bytes in " + buffer.remaining());
    }
    byte[] id = new byte[length];
    buffer.get(id);
    byte[] where = new byte[buffer.remaining()];
    buffer.get(where);
    return new WindowContribution(
        new Contribution(
            UpdateId.parse(new String(id, StandardCharsets.UTF_8)),
            weight,
            clip,
            staleness,
            units,
            rank,
            productNorm),
        ChunkRef.decode(where));
  }
}
