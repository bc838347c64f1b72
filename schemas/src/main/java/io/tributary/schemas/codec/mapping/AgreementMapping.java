package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.event.TensorAgreement;
import java.util.List;

/** Maps how far contributors agreed, which other records contain. */
final class AgreementMapping {
  private AgreementMapping() {}

  static List<io.tributary.schemas.wire.TensorAgreement> toWire(List<TensorAgreement> values) {
    return values.stream()
        .map(
            value ->
                new io.tributary.schemas.wire.TensorAgreement(
                    value.module(),
                    io.tributary.schemas.wire.AdapterFactor.valueOf(value.factor().name()),
                    value.coordinates(),
                    value.factorSum(),
                    value.conflicts(),
                    value.squareSum(),
                    value.varianceSum()))
        .toList();
  }

  static List<TensorAgreement> toDomain(List<io.tributary.schemas.wire.TensorAgreement> wire) {
    return wire.stream()
        .map(
            value ->
                new TensorAgreement(
                    value.getSite(),
                    WireValues.symbol(AdapterFactor.class, value.getFactor()),
                    value.getCoordinates(),
                    value.getFactorSum(),
                    value.getConflicts(),
                    value.getSquareSum(),
                    value.getVarianceSum()))
        .toList();
  }
}
