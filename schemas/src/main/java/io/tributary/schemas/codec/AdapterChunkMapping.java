package io.tributary.schemas.codec;

import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import java.nio.ByteBuffer;

final class AdapterChunkMapping
    implements Mapping<AdapterChunk, io.tributary.schemas.wire.AdapterChunk> {
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
        .build();
  }

  @Override
  public AdapterChunk toDomain(io.tributary.schemas.wire.AdapterChunk wire) {
    return new AdapterChunk(
        new ChunkKey(new ClusterId(wire.getCluster()), wire.getChunk()),
        wire.getVersion(),
        WireValues.bytes(wire.getPayload()));
  }

  @Override
  public int sizeHint(AdapterChunk value) {
    return 256 + value.payload().length;
  }
}
