package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.schemas.wire.WorkerPhase;
import java.util.TreeMap;

/** Maps clients' progress reports to the Avro record {@code WorkerReport} and back. */
public final class WorkerReportMapping
    implements RecordMapping<WorkerReport, io.tributary.schemas.wire.WorkerReport> {
  @Override
  public Class<io.tributary.schemas.wire.WorkerReport> wireType() {
    return io.tributary.schemas.wire.WorkerReport.class;
  }

  @Override
  public io.tributary.schemas.wire.WorkerReport toWire(WorkerReport value) {
    return io.tributary.schemas.wire.WorkerReport.newBuilder()
        .setClient(value.client().value())
        .setPhase(WorkerPhase.valueOf(value.phase().name()))
        .setSlot(value.slot())
        .setValues(new TreeMap<>(value.values()))
        .setAt(value.at())
        .setSlotIndex(value.slot() < 0 ? null : value.slot())
        .build();
  }

  @Override
  public WorkerReport toDomain(io.tributary.schemas.wire.WorkerReport wire) {
    return new WorkerReport(
        new ClientId(wire.getClient()),
        WireValues.symbol(Phase.class, wire.getPhase()),
        wire.getSlot(),
        wire.getValues(),
        wire.getAt());
  }
}
