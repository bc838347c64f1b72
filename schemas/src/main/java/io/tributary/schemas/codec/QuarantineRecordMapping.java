package io.tributary.schemas.codec;

import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.wire.QuarantineStatus;
import java.nio.ByteBuffer;

final class QuarantineRecordMapping
    implements Mapping<QuarantineRecord, io.tributary.schemas.wire.QuarantineRecord> {
  @Override
  public Class<io.tributary.schemas.wire.QuarantineRecord> wireType() {
    return io.tributary.schemas.wire.QuarantineRecord.class;
  }

  @Override
  public io.tributary.schemas.wire.QuarantineRecord toWire(QuarantineRecord value) {
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

  @Override
  public int sizeHint(QuarantineRecord value) {
    return 1024 + value.record().length;
  }
}
