package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.spec.FederationSpec;

/** Maps contracts to the Avro record {@code FederationSpec} and back. */
public final class FederationSpecMapping
    implements RecordMapping<FederationSpec, io.tributary.schemas.wire.FederationSpec> {
  @Override
  public Class<io.tributary.schemas.wire.FederationSpec> wireType() {
    return io.tributary.schemas.wire.FederationSpec.class;
  }

  @Override
  public io.tributary.schemas.wire.FederationSpec toWire(FederationSpec value) {
    var targetModules =
        value.layout().targetModules().stream()
            .map(s -> new io.tributary.schemas.wire.Site(s.name(), s.inputs(), s.outputs()))
            .toList();
    return io.tributary.schemas.wire.FederationSpec.newBuilder()
        .setFederation(value.federation())
        .setBaseModel(value.baseModel())
        .setEmbeddingSize(value.embeddingSize())
        .setRank(value.layout().rank())
        .setAlpha(value.layout().alpha())
        .setSites(targetModules)
        .setSeed(value.seed())
        .setClustering(SettingsMapping.toWire(value.clustering()))
        .setWindow(SettingsMapping.toWire(value.window()))
        .setMerge(SettingsMapping.toWire(value.merge()))
        .setMembership(SettingsMapping.toWire(value.membership()))
        .setRevision(value.revision())
        .build();
  }

  @Override
  public FederationSpec toDomain(io.tributary.schemas.wire.FederationSpec wire) {
    var targetModules =
        wire.getSites().stream()
            .map(s -> new TargetModule(s.getName(), s.getInputs(), s.getOutputs()))
            .toList();
    return new FederationSpec(
        wire.getFederation(),
        wire.getBaseModel(),
        wire.getEmbeddingSize(),
        new AdapterLayout(wire.getRank(), wire.getAlpha(), targetModules),
        wire.getSeed(),
        SettingsMapping.toDomain(wire.getClustering()),
        SettingsMapping.toDomain(wire.getWindow()),
        SettingsMapping.toDomain(wire.getMerge()),
        SettingsMapping.toDomain(wire.getMembership()),
        wire.getRevision());
  }
}
