package io.tributary.schemas.codec;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.UpdateId;

final class AdapterManifestMapping
    implements Mapping<AdapterManifest, io.tributary.schemas.wire.AdapterManifest> {
  @Override
  public Class<io.tributary.schemas.wire.AdapterManifest> wireType() {
    return io.tributary.schemas.wire.AdapterManifest.class;
  }

  @Override
  public io.tributary.schemas.wire.AdapterManifest toWire(AdapterManifest value) {
    var contributions =
        value.contributions().stream().map(AdapterManifestMapping::contribution).toList();
    return io.tributary.schemas.wire.AdapterManifest.newBuilder()
        .setName(value.version().name())
        .setPreviousDigest(value.previousDigest())
        .setLayoutDigest(value.layoutDigest())
        .setChunkDigests(value.chunkDigests())
        .setContributions(contributions)
        .setPublishedAt(value.publishedAt())
        .setAgreement(AgreementMapping.toWire(value.agreement()))
        .build();
  }

  @Override
  public AdapterManifest toDomain(io.tributary.schemas.wire.AdapterManifest wire) {
    var contributions =
        wire.getContributions().stream().map(AdapterManifestMapping::contribution).toList();
    return new AdapterManifest(
        AdapterVersion.parse(wire.getName()),
        wire.getPreviousDigest(),
        wire.getLayoutDigest(),
        wire.getChunkDigests(),
        contributions,
        wire.getPublishedAt(),
        AgreementMapping.toDomain(wire.getAgreement()));
  }

  private static io.tributary.schemas.wire.Contribution contribution(Contribution value) {
    return new io.tributary.schemas.wire.Contribution(
        value.update().toString(),
        value.weight(),
        value.clip(),
        value.staleness(),
        value.units(),
        value.rank(),
        value.productNorm());
  }

  private static Contribution contribution(io.tributary.schemas.wire.Contribution wire) {
    return new Contribution(
        UpdateId.parse(wire.getUpdate()),
        wire.getWeight(),
        wire.getClip(),
        wire.getStaleness(),
        wire.getUnits(),
        wire.getRank(),
        wire.getProductNorm());
  }
}
