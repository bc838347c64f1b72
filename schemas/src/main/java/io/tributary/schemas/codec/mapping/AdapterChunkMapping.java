package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.wire.PayloadEncoding;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Maps slices of published versions to the Avro record {@code AdapterChunk} and back. */
public final class AdapterChunkMapping
    implements RecordMapping<AdapterChunk, io.tributary.schemas.wire.AdapterChunk> {
  @Override
  public Class<io.tributary.schemas.wire.AdapterChunk> wireType() {
    return io.tributary.schemas.wire.AdapterChunk.class;
  }

  @Override
  public io.tributary.schemas.wire.AdapterChunk toWire(AdapterChunk value) {
    return io.tributary.schemas.wire.AdapterChunk.newBuilder()
        .setCluster(value.key().cluster().value())
        .setVersion(value.version())
        .setChunk(value.key().index())
        .setPayload(ByteBuffer.wrap(value.payload()))
        .setEncoding(PayloadEncoding.FLOAT32)
        .setLayoutDigest(value.layoutDigest().orElse(null))
        .build();
  }

  @Override
  public AdapterChunk toDomain(io.tributary.schemas.wire.AdapterChunk wire) {
    WireValues.requireFloat32(wire.getEncoding());
    return new AdapterChunk(
        new ChunkKey(new ClusterId(wire.getCluster()), wire.getChunk()),
        wire.getVersion(),
        WireValues.bytes(wire.getPayload()),
        Optional.ofNullable(wire.getLayoutDigest()));
  }

  @Override
  public int sizeHint(AdapterChunk value) {
    return 256 + value.payload().length;
  }
}
