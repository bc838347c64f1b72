package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.schemas.event.TensorAgreement;
import java.util.List;

/**
 * The agreement of a version's contributors.
 *
 * @param overall over all tensors
 * @param tensors one each; empty where it is not measured
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AgreementView(AgreementRow overall, List<AgreementRow> tensors) {
  static AgreementView of(List<TensorAgreement> agreement) {
    return new AgreementView(
        AgreementRow.of("all", "", agreement),
        agreement.stream()
            .map(one -> AgreementRow.of(one.module(), one.factor().name(), List.of(one)))
            .toList());
  }
}
