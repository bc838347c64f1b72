package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.NumberText;
import io.tributary.schemas.event.TensorAgreement;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The agreement of a version's contributors on one tensor, or on all.
 *
 * @param site name of the target module, or "all"
 * @param factor A or B, or empty
 * @param coordinates with more than one contributor, not all of them zero
 * @param meanFactor on their steps, in 0..1; null if none is counted
 * @param conflictRate share of them whose mean is smaller than its standard error; null likewise
 * @param gsnr sum of squared means over sum of variances; null if none is counted, or if all
 *     contributors sent the same
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AgreementRow(
    String site,
    String factor,
    long coordinates,
    Double meanFactor,
    Double conflictRate,
    Double gsnr) {
  /** The column heads of the table of agreement. */
  public static final List<String> HEAD =
      List.of("agreement on", "", "coordinates", "mean factor", "in conflict", "gsnr");

  /** Returns the row over all coordinates of some tensors. */
  static AgreementRow of(String site, String factor, List<TensorAgreement> tensors) {
    long coordinates = tensors.stream().mapToLong(TensorAgreement::coordinates).sum();
    return new AgreementRow(
        site,
        factor,
        coordinates,
        ratio(tensors, TensorAgreement::factorSum, (double) coordinates),
        ratio(tensors, TensorAgreement::conflicts, (double) coordinates),
        ratio(tensors, TensorAgreement::squareSum, sum(tensors, TensorAgreement::varianceSum)));
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(
        site,
        factor,
        Long.toString(coordinates),
        meanFactor == null ? "-" : NumberText.of(meanFactor),
        conflictRate == null ? "-" : NumberText.percent(conflictRate),
        gsnr == null ? "-" : NumberText.of(gsnr));
  }

  /** Returns a ratio, or null if it is not finite, because JSON has no such numbers. */
  private static Double ratio(
      List<TensorAgreement> tensors, ToDoubleFunction<TensorAgreement> what, double divisor) {
    return divisor == 0 ? null : sum(tensors, what) / divisor;
  }

  private static double sum(List<TensorAgreement> tensors, ToDoubleFunction<TensorAgreement> what) {
    return tensors.stream().mapToDouble(what).sum();
  }
}
