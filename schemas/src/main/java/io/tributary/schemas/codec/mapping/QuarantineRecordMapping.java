package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.wire.QuarantineStatus;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/** Maps rejected records to the Avro record {@code QuarantineRecord} and back. */
public final class QuarantineRecordMapping
    implements RecordMapping<QuarantineRecord, io.tributary.schemas.wire.QuarantineRecord> {
  @Override
  public Class<io.tributary.schemas.wire.QuarantineRecord> wireType() {
    return io.tributary.schemas.wire.QuarantineRecord.class;
  }

  @Override
  public io.tributary.schemas.wire.QuarantineRecord toWire(QuarantineRecord value) {
    Optional<UpdateId> update = named(UpdateId::parse, value.subject());
    Optional<SlotId> slot =
        update.map(UpdateId::slot).or(() -> named(SlotId::parse, value.subject()));
    return io.tributary.schemas.wire.QuarantineRecord.newBuilder()
        .setSubject(value.subject())
        .setReason(io.tributary.schemas.wire.RejectReason.valueOf(value.reason().name()))
        .setDetail(value.detail())
        .setTopic(value.topic())
        .setPartition(value.partition())
        .setOffset(value.offset())
        .setRecord(ByteBuffer.wrap(value.record()))
        .setAt(value.at())
        .setStatus(QuarantineStatus.valueOf(value.status().name()))
        .setClient(slot.map(SlotId::client).map(ClientId::value).orElse(null))
        .setSlotIndex(slot.map(SlotId::index).orElse(null))
        .setSequence(update.map(UpdateId::sequence).orElse(null))
        .setSourceOffset(value.offset() < 0 ? null : value.offset())
        .build();
  }

  @Override
  public QuarantineRecord toDomain(io.tributary.schemas.wire.QuarantineRecord wire) {
    return new QuarantineRecord(
        wire.getSubject(),
        WireValues.symbol(RejectReason.class, wire.getReason()),
        wire.getDetail(),
        wire.getTopic(),
        wire.getPartition(),
        wire.getOffset(),
        WireValues.bytes(wire.getRecord()),
        wire.getAt(),
        WireValues.symbol(QuarantineRecord.Status.class, wire.getStatus()));
  }

  /**
   * Parses the subject as a name; empty if it is another text, such as one of a record that breaks
   * the bounds.
   */
  private static <N> Optional<N> named(Function<String, N> parser, String subject) {
    try {
      return Optional.of(parser.apply(subject));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public int sizeHint(QuarantineRecord value) {
    return 1024 + value.record().length;
  }
}
