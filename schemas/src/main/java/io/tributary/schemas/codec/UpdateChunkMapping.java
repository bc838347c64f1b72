package io.tributary.schemas.codec;

import io.tributary.schemas.event.UpdateChunk;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.Authorship;

final class UpdateChunkMapping
    implements Mapping<UpdateChunk, io.tributary.schemas.wire.UpdateChunk> {
  @Override
  public Class<io.tributary.schemas.wire.UpdateChunk> wireType() {
    return io.tributary.schemas.wire.UpdateChunk.class;
  }

  @Override
  public io.tributary.schemas.wire.UpdateChunk toWire(UpdateChunk value) {
    return io.tributary.schemas.wire.UpdateChunk.newBuilder()
        .setUpdate(value.update().toString())
        .setCluster(value.key().cluster().value())
        .setChunk(value.key().index())
        .setPayload(value.payload().duplicate())
        .setAuthorKey(WireValues.wire(value.authorship().map(Authorship::key)))
        .setAuthorSignature(WireValues.signature(value.authorship()))
        .build();
  }

  @Override
  public UpdateChunk toDomain(io.tributary.schemas.wire.UpdateChunk wire) {
    return new UpdateChunk(
        UpdateId.parse(wire.getUpdate()),
        new ChunkKey(new ClusterId(wire.getCluster()), wire.getChunk()),
        wire.getPayload(),
        WireValues.authorship(wire.getAuthorKey(), wire.getAuthorSignature()));
  }

  @Override
  public int sizeHint(UpdateChunk value) {
    return 256 + value.payload().remaining();
  }
}
