package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.wire.PayloadEncoding;

/** Maps manifests of published versions to the Avro record {@code AdapterManifest} and back. */
public final class AdapterManifestMapping
    implements RecordMapping<AdapterManifest, io.tributary.schemas.wire.AdapterManifest> {
  @Override
  public Class<io.tributary.schemas.wire.AdapterManifest> wireType() {
    return io.tributary.schemas.wire.AdapterManifest.class;
  }

  @Override
  public io.tributary.schemas.wire.AdapterManifest toWire(AdapterManifest value) {
    return io.tributary.schemas.wire.AdapterManifest.newBuilder()
        .setName(value.version().name())
        .setPreviousDigest(value.previousDigest())
        .setLayoutDigest(value.layoutDigest())
        .setChunkDigests(value.chunkDigests())
        .setContributions(ContributionMapping.toWire(value.contributions()))
        .setPublishedAt(value.publishedAt())
        .setAgreement(AgreementMapping.toWire(value.agreement()))
        .setCluster(value.version().cluster().value())
        .setEpoch(value.version().epoch())
        .setVersion(value.version().version())
        .setDigest(value.version().digest())
        .setEncoding(PayloadEncoding.FLOAT32)
        .build();
  }

  @Override
  public AdapterManifest toDomain(io.tributary.schemas.wire.AdapterManifest wire) {
    WireValues.requireFloat32(wire.getEncoding());
    return new AdapterManifest(
        NameParts.of(
            AdapterVersion.parse(wire.getName()),
            wire.getCluster(),
            wire.getEpoch(),
            wire.getVersion(),
            wire.getDigest()),
        wire.getPreviousDigest(),
        wire.getLayoutDigest(),
        wire.getChunkDigests(),
        ContributionMapping.toDomain(wire.getContributions()),
        wire.getPublishedAt(),
        AgreementMapping.toDomain(wire.getAgreement()));
  }
}
