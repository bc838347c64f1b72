package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateSeal;
import io.tributary.schemas.wire.PayloadEncoding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Maps slices of updates to the Avro record {@code UpdateChunk} and back; the payload is not
 * copied.
 */
public final class UpdateChunkMapping
    implements RecordMapping<UpdateChunk, io.tributary.schemas.wire.UpdateChunk> {
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
        .setAuthorKey(WireValues.wire(value.authorship().map(SignatureWithKey::key)))
        .setAuthorSignature(WireValues.signature(value.authorship()))
        .setSealedManifest(WireValues.digests(value.seal().map(UpdateSeal::manifest).stream()))
        .setSealedChunks(WireValues.digests(chunks(value)))
        .setClient(value.update().slot().client().value())
        .setSlotIndex(value.update().slot().index())
        .setSequence(value.update().sequence())
        .setEncoding(PayloadEncoding.FLOAT32)
        .setLayoutDigest(value.layoutDigest().orElse(null))
        .build();
  }

  @Override
  public UpdateChunk toDomain(io.tributary.schemas.wire.UpdateChunk wire) {
    WireValues.requireFloat32(wire.getEncoding());
    return new UpdateChunk(
        NameParts.of(
            UpdateId.parse(wire.getUpdate()),
            wire.getClient(),
            wire.getSlotIndex(),
            wire.getSequence()),
        new ChunkKey(new ClusterId(wire.getCluster()), wire.getChunk()),
        wire.getPayload(),
        WireValues.authorship(wire.getAuthorKey(), wire.getAuthorSignature())
            .map(author -> seal(wire, author)),
        Optional.ofNullable(wire.getLayoutDigest()));
  }

  private static UpdateSeal seal(
      io.tributary.schemas.wire.UpdateChunk wire, SignatureWithKey author) {
    List<String> manifest = WireValues.digests("sealedManifest", wire.getSealedManifest(), 1);
    return new UpdateSeal(
        manifest.isEmpty() ? "" : manifest.get(0),
        WireValues.digests("sealedChunks", wire.getSealedChunks(), UpdateSeal.MAX_CHUNKS),
        author);
  }

  private static Stream<String> chunks(UpdateChunk value) {
    return value.seal().stream().flatMap(seal -> seal.chunks().stream());
  }

  @Override
  public int sizeHint(UpdateChunk value) {
    int seal = value.seal().map(present -> Digests.BYTES * present.chunks().size()).orElse(0);
    return 384 + value.payload().remaining() + seal;
  }
}
