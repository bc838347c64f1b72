package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.wire.PayloadEncoding;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Maps slices of personal starts to the Avro record {@code PersonalChunk} and back. */
public final class PersonalChunkMapping
    implements RecordMapping<PersonalChunk, io.tributary.schemas.wire.PersonalChunk> {
  @Override
  public Class<io.tributary.schemas.wire.PersonalChunk> wireType() {
    return io.tributary.schemas.wire.PersonalChunk.class;
  }

  @Override
  public io.tributary.schemas.wire.PersonalChunk toWire(PersonalChunk value) {
    return io.tributary.schemas.wire.PersonalChunk.newBuilder()
        .setUpdate(value.update().toString())
        .setCluster(value.key().cluster().value())
        .setVersion(value.version())
        .setChunk(value.key().index())
        .setGlobalDigest(value.globalDigest())
        .setPayload(ByteBuffer.wrap(value.payload()))
        .setClient(value.update().slot().client().value())
        .setSlotIndex(value.update().slot().index())
        .setSequence(value.update().sequence())
        .setEncoding(PayloadEncoding.FLOAT32)
        .setLayoutDigest(value.layoutDigest().orElse(null))
        .build();
  }

  @Override
  public PersonalChunk toDomain(io.tributary.schemas.wire.PersonalChunk wire) {
    WireValues.requireFloat32(wire.getEncoding());
    return new PersonalChunk(
        NameParts.of(
            UpdateId.parse(wire.getUpdate()),
            wire.getClient(),
            wire.getSlotIndex(),
            wire.getSequence()),
        new ChunkKey(new ClusterId(wire.getCluster()), wire.getChunk()),
        wire.getVersion(),
        wire.getGlobalDigest(),
        WireValues.bytes(wire.getPayload()),
        Optional.ofNullable(wire.getLayoutDigest()));
  }

  @Override
  public int sizeHint(PersonalChunk value) {
    return 512 + value.payload().length;
  }
}
