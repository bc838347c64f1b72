package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.TaskEmbedding;

/** Maps announcements of slots to the Avro record {@code TaskEmbedding} and back. */
public final class TaskEmbeddingMapping
    implements RecordMapping<TaskEmbedding, io.tributary.schemas.wire.TaskEmbedding> {
  @Override
  public Class<io.tributary.schemas.wire.TaskEmbedding> wireType() {
    return io.tributary.schemas.wire.TaskEmbedding.class;
  }

  @Override
  public io.tributary.schemas.wire.TaskEmbedding toWire(TaskEmbedding value) {
    return io.tributary.schemas.wire.TaskEmbedding.newBuilder()
        .setSlot(value.slot().toString())
        .setClientSlots(value.clientSlots())
        .setBaseModel(value.baseModel())
        .setSamples(value.samples())
        .setCentroid(WireValues.list(value.centroid()))
        .setSpread(value.spread())
        .setComputedAt(value.computedAt())
        .setRound(value.vote().round())
        .setSignature(WireValues.list(value.vote().signature()))
        .setAuthorKey(WireValues.wire(value.authorship().map(SignatureWithKey::key)))
        .setAuthorSignature(WireValues.signature(value.authorship()))
        .setClient(value.slot().client().value())
        .setSlotIndex(value.slot().index())
        .build();
  }

  @Override
  public TaskEmbedding toDomain(io.tributary.schemas.wire.TaskEmbedding wire) {
    return new TaskEmbedding(
        NameParts.of(SlotId.parse(wire.getSlot()), wire.getClient(), wire.getSlotIndex()),
        wire.getClientSlots(),
        wire.getBaseModel(),
        wire.getSamples(),
        WireValues.array(wire.getCentroid()),
        wire.getSpread(),
        wire.getComputedAt(),
        new TaskEmbedding.GroupingSignal(wire.getRound(), WireValues.array(wire.getSignature())),
        WireValues.authorship(wire.getAuthorKey(), wire.getAuthorSignature()));
  }

  @Override
  public int sizeHint(TaskEmbedding value) {
    return 256 + Float.BYTES * (value.centroid().length + value.vote().signature().length);
  }
}
