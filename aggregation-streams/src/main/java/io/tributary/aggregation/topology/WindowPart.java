package io.tributary.aggregation.topology;

import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.schemas.event.ChunkEvent;
import io.tributary.schemas.id.UpdateId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An update's part in an open window: the decision and where its payload lies. All parts of a
 * window say what its sum is, so the sum itself need not be stored.
 *
 * @param update which
 * @param weight integer weight units
 * @param clip factor on the payload
 * @param ref its payload in the {@link PayloadLog}
 */
record WindowPart(UpdateId update, long weight, double clip, ChunkRef ref) {
  private static final byte FORMAT = 1;

  static WindowPart of(ChunkEvent.Apply apply, ChunkRef ref) {
    return new WindowPart(apply.update(), apply.weight(), apply.clip(), ref);
  }

  byte[] encode() {
    byte[] id = update.toString().getBytes(StandardCharsets.UTF_8);
    byte[] where = ref.encode();
    return ByteBuffer.allocate(1 + 2 * Long.BYTES + Integer.BYTES + id.length + where.length)
        .put(FORMAT)
        .putLong(weight)
        .putDouble(clip)
        .putInt(id.length)
        .put(id)
        .put(where)
        .array();
  }

  static WindowPart decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    StoredForm.check("window part", FORMAT, buffer.get());
    long weight = buffer.getLong();
    double clip = buffer.getDouble();
    byte[] id = new byte[buffer.getInt()];
    buffer.get(id);
    byte[] where = new byte[buffer.remaining()];
    buffer.get(where);
    return new WindowPart(
        UpdateId.parse(new String(id, StandardCharsets.UTF_8)),
        weight,
        clip,
        ChunkRef.decode(where));
  }
}
