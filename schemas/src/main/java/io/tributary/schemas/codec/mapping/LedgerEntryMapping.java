package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;

/** Maps decisions about updates to the Avro record {@code LedgerEntry} and back. */
public final class LedgerEntryMapping
    implements RecordMapping<LedgerEntry, io.tributary.schemas.wire.LedgerEntry> {
  @Override
  public Class<io.tributary.schemas.wire.LedgerEntry> wireType() {
    return io.tributary.schemas.wire.LedgerEntry.class;
  }

  @Override
  public io.tributary.schemas.wire.LedgerEntry toWire(LedgerEntry value) {
    return io.tributary.schemas.wire.LedgerEntry.newBuilder()
        .setUpdate(value.update().toString())
        .setCluster(value.cluster().value())
        .setVerdict(io.tributary.schemas.wire.Verdict.valueOf(value.verdict().name()))
        .setReason(io.tributary.schemas.wire.RejectReason.valueOf(value.reason().name()))
        .setDetail(value.detail())
        .setVersion(value.version())
        .setWeight(value.weight())
        .setClip(value.clip())
        .setStaleness(value.staleness())
        .setDecidedAt(value.decidedAt())
        .setNorm(value.norm())
        .setClient(value.update().slot().client().value())
        .setSlotIndex(value.update().slot().index())
        .setSequence(value.update().sequence())
        .setAcceptedVersion(value.version() == 0 ? null : value.version())
        .setAcceptedWeight(value.version() == 0 ? null : value.weight())
        .setMeasuredNorm(value.norm() == 0 ? null : value.norm())
        .build();
  }

  @Override
  public LedgerEntry toDomain(io.tributary.schemas.wire.LedgerEntry wire) {
    return new LedgerEntry(
        NameParts.of(
            UpdateId.parse(wire.getUpdate()),
            wire.getClient(),
            wire.getSlotIndex(),
            wire.getSequence()),
        new ClusterId(wire.getCluster()),
        WireValues.symbol(Verdict.class, wire.getVerdict()),
        WireValues.symbol(RejectReason.class, wire.getReason()),
        wire.getDetail(),
        wire.getVersion(),
        wire.getWeight(),
        wire.getClip(),
        wire.getStaleness(),
        wire.getDecidedAt(),
        wire.getNorm());
  }
}
