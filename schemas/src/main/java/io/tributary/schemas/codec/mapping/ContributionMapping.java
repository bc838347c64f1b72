package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.UpdateId;
import java.util.List;

/** Maps contributions, which manifests and ledger commands contain. */
final class ContributionMapping {
  private ContributionMapping() {}

  static List<io.tributary.schemas.wire.Contribution> toWire(List<Contribution> values) {
    return values.stream().map(ContributionMapping::toWire).toList();
  }

  static List<Contribution> toDomain(List<io.tributary.schemas.wire.Contribution> wires) {
    return wires.stream().map(ContributionMapping::toDomain).toList();
  }

  private static io.tributary.schemas.wire.Contribution toWire(Contribution value) {
    return new io.tributary.schemas.wire.Contribution(
        value.update().toString(),
        value.weight(),
        value.clip(),
        value.staleness(),
        value.units(),
        value.rank(),
        value.productNorm());
  }

  private static Contribution toDomain(io.tributary.schemas.wire.Contribution wire) {
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
