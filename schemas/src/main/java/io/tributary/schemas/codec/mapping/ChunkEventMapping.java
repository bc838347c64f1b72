package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkCommand.Apply;
import io.tributary.schemas.event.ChunkCommand.Close;
import io.tributary.schemas.event.ChunkCommand.Drop;
import io.tributary.schemas.event.ChunkCommand.Inspect;
import io.tributary.schemas.event.ChunkCommand.Measure;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.wire.ChunkApply;
import io.tributary.schemas.wire.ChunkClose;
import io.tributary.schemas.wire.ChunkDrop;
import io.tributary.schemas.wire.ChunkInspect;
import io.tributary.schemas.wire.ChunkMeasure;

/** Maps the ledger's commands about chunks to the Avro record {@code ChunkEvent} and back. */
public final class ChunkEventMapping
    implements RecordMapping<ChunkCommand, io.tributary.schemas.wire.ChunkEvent> {
  @Override
  public Class<io.tributary.schemas.wire.ChunkEvent> wireType() {
    return io.tributary.schemas.wire.ChunkEvent.class;
  }

  @Override
  public io.tributary.schemas.wire.ChunkEvent toWire(ChunkCommand value) {
    return io.tributary.schemas.wire.ChunkEvent.newBuilder()
        .setCluster(value.key().cluster().value())
        .setChunk(value.key().index())
        .setBody(body(value))
        .build();
  }

  @Override
  public ChunkCommand toDomain(io.tributary.schemas.wire.ChunkEvent wire) {
    var key = new ChunkKey(new ClusterId(wire.getCluster()), wire.getChunk());
    Object body = wire.getBody();
    if (body instanceof ChunkApply apply) {
      return new Apply(
          key,
          apply.getVersion(),
          new Contribution(
              UpdateId.parse(apply.getUpdate()),
              apply.getWeight(),
              apply.getClip(),
              apply.getStaleness(),
              apply.getUnits(),
              apply.getRank(),
              apply.getProductNorm()),
          apply.getOffset(),
          apply.getDigest(),
          WireValues.key(apply.getAuthorKey()));
    }
    if (body instanceof ChunkDrop drop) {
      return new Drop(key, UpdateId.parse(drop.getUpdate()), WireValues.key(drop.getAuthorKey()));
    }
    if (body instanceof ChunkClose close) {
      return new Close(
          key,
          close.getVersion(),
          close.getDivisor(),
          close.getChosen().stream().map(UpdateId::parse).toList(),
          ContributionMapping.toDomain(close.getLimited()));
    }
    if (body instanceof ChunkMeasure measure) {
      return new Measure(
          key,
          measure.getVersion(),
          measure.getUpdates().stream().map(UpdateId::parse).toList(),
          ContributionMapping.toDomain(measure.getLimited()));
    }
    if (body instanceof ChunkInspect inspect) {
      return new Inspect(
          key, UpdateId.parse(inspect.getUpdate()), inspect.getOffset(), inspect.getDigest());
    }
    throw new IllegalArgumentException("a chunk event of a kind that only newer versions know");
  }

  private static Object body(ChunkCommand value) {
    return value.accept(
        new ChunkCommand.Visitor<Object>() {
          @Override
          public Object apply(Apply apply) {
            return wire(apply);
          }

          @Override
          public Object inspect(Inspect inspect) {
            return new ChunkInspect(
                inspect.update().toString(), inspect.offset(), inspect.digest());
          }

          @Override
          public Object drop(Drop drop) {
            return new ChunkDrop(drop.update().toString(), WireValues.wire(drop.author()));
          }

          @Override
          public Object measure(Measure measure) {
            return new ChunkMeasure(
                measure.version(),
                ContributionMapping.toWire(measure.limited()),
                WireValues.texts(measure.updates()));
          }

          @Override
          public Object close(Close close) {
            return new ChunkClose(
                close.version(),
                close.divisor(),
                WireValues.texts(close.chosen()),
                ContributionMapping.toWire(close.limited()));
          }
        });
  }

  private static ChunkApply wire(Apply apply) {
    Contribution contribution = apply.contribution();
    return new ChunkApply(
        contribution.update().toString(),
        apply.version(),
        contribution.weight(),
        contribution.clip(),
        contribution.units(),
        contribution.rank(),
        contribution.productNorm(),
        contribution.staleness(),
        apply.offset(),
        apply.digest(),
        WireValues.wire(apply.author()));
  }
}
