package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.wire.UpdateRulingKind;
import java.util.Objects;

/** Maps operators' decisions about updates to the Avro record {@code UpdateRuling} and back. */
public final class UpdateRulingMapping
    implements RecordMapping<UpdateRuling, io.tributary.schemas.wire.UpdateRuling> {
  private static final UpdateManifestMapping MANIFESTS = new UpdateManifestMapping();

  @Override
  public Class<io.tributary.schemas.wire.UpdateRuling> wireType() {
    return io.tributary.schemas.wire.UpdateRuling.class;
  }

  @Override
  public io.tributary.schemas.wire.UpdateRuling toWire(UpdateRuling value) {
    UpdateId update = value.update();
    var wire =
        io.tributary.schemas.wire.UpdateRuling.newBuilder()
            .setUpdate(update.toString())
            .setClient(update.slot().client().value())
            .setSlotIndex(update.slot().index())
            .setSequence(update.sequence())
            .setCluster(value.cluster().value())
            .setBy(value.ruling().by())
            .setWhy(value.ruling().why());
    return value.either(
        released ->
            wire.setKind(UpdateRulingKind.RELEASE)
                .setManifest(MANIFESTS.toWire(released.manifest()))
                .setSourceTopic(released.topic())
                .setSourcePartition(released.partition() < 0 ? null : released.partition())
                .setSourceOffset(released.offset() < 0 ? null : released.offset())
                .setChunkOffsets(released.chunkOffsets())
                .build(),
        discarded -> wire.setKind(UpdateRulingKind.DISCARD).build());
  }

  @Override
  public UpdateRuling toDomain(io.tributary.schemas.wire.UpdateRuling wire) {
    UpdateId update =
        NameParts.of(
            UpdateId.parse(wire.getUpdate()),
            wire.getClient(),
            wire.getSlotIndex(),
            wire.getSequence());
    var cluster = new ClusterId(wire.getCluster());
    var operatorDecision = new OperatorDecision(wire.getBy(), wire.getWhy());
    return switch (wire.getKind()) {
      case RELEASE -> released(wire, update, cluster, operatorDecision);
      case DISCARD -> new UpdateDiscarded(cluster, update, operatorDecision);
      case UNKNOWN ->
          throw new IllegalArgumentException("a ruling of a kind that only newer versions know");
    };
  }

  private static UpdateReleased released(
      io.tributary.schemas.wire.UpdateRuling wire,
      UpdateId update,
      ClusterId cluster,
      OperatorDecision operatorDecision) {
    if (wire.getManifest() == null) {
      throw new IllegalArgumentException("a release must have a manifest, had none");
    }
    UpdateManifest manifest = MANIFESTS.toDomain(wire.getManifest());
    if (!manifest.id().equals(update) || !manifest.base().cluster().equals(cluster)) {
      throw new IllegalArgumentException(
          "a release of %s in %s must have its manifest, had that of %s in %s"
              .formatted(update, cluster, manifest.id(), manifest.base().cluster()));
    }
    return new UpdateReleased(
        manifest,
        Objects.requireNonNullElse(wire.getSourceTopic(), ""),
        Objects.requireNonNullElse(wire.getSourcePartition(), -1),
        Objects.requireNonNullElse(wire.getSourceOffset(), -1L),
        wire.getChunkOffsets(),
        operatorDecision);
  }

  @Override
  public int sizeHint(UpdateRuling value) {
    return 4096;
  }
}
