package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;

/** Maps manifests of updates to the Avro record {@code UpdateManifest} and back. */
public final class UpdateManifestMapping
    implements RecordMapping<UpdateManifest, io.tributary.schemas.wire.UpdateManifest> {
  @Override
  public Class<io.tributary.schemas.wire.UpdateManifest> wireType() {
    return io.tributary.schemas.wire.UpdateManifest.class;
  }

  @Override
  public io.tributary.schemas.wire.UpdateManifest toWire(UpdateManifest value) {
    TrainingSummary training = value.training();
    return io.tributary.schemas.wire.UpdateManifest.newBuilder()
        .setUpdate(value.id().toString())
        .setBase(value.base().name())
        .setEpoch(value.epoch())
        .setLayoutDigest(value.layoutDigest())
        .setSamples(value.samples())
        .setTrainedAt(value.trainedAt())
        .setEncoding(io.tributary.schemas.wire.PayloadEncoding.valueOf(value.encoding().name()))
        .setChunkDigests(value.chunkDigests())
        .setNorm(value.norm())
        .setTraining(
            new io.tributary.schemas.wire.TrainingSummary(
                training.steps(),
                training.firstLoss(),
                training.lastLoss(),
                training.stepNanos(),
                training.tokens()))
        .setRank(value.rank())
        .setProductNorm(value.productNorm())
        .setAuthorKey(WireValues.wire(value.authorship().map(SignatureWithKey::key)))
        .setAuthorSignature(WireValues.signature(value.authorship()))
        .setClient(value.id().slot().client().value())
        .setSlotIndex(value.id().slot().index())
        .setSequence(value.id().sequence())
        .setCluster(value.base().cluster().value())
        .setBaseEpoch(value.base().epoch())
        .setBaseVersion(value.base().version())
        .setBaseDigest(value.base().digest())
        .build();
  }

  @Override
  public UpdateManifest toDomain(io.tributary.schemas.wire.UpdateManifest wire) {
    var training = wire.getTraining();
    return new UpdateManifest(
        NameParts.of(
            UpdateId.parse(wire.getUpdate()),
            wire.getClient(),
            wire.getSlotIndex(),
            wire.getSequence()),
        NameParts.of(
            AdapterVersion.parse(wire.getBase()),
            wire.getCluster(),
            wire.getBaseEpoch(),
            wire.getBaseVersion(),
            wire.getBaseDigest()),
        wire.getEpoch(),
        wire.getLayoutDigest(),
        wire.getSamples(),
        wire.getTrainedAt(),
        WireValues.symbol(PayloadEncoding.class, wire.getEncoding()),
        wire.getChunkDigests(),
        wire.getNorm(),
        new TrainingSummary(
            training.getSteps(),
            training.getFirstLoss(),
            training.getLastLoss(),
            training.getStepNanos(),
            training.getTokens()),
        wire.getRank(),
        wire.getProductNorm(),
        WireValues.authorship(wire.getAuthorKey(), wire.getAuthorSignature()));
  }
}
