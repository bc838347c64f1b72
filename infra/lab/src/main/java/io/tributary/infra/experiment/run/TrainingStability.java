package io.tributary.infra.experiment.run;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.score.OptionalFigure;
import io.tributary.infra.measure.stability.Gsnr;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.TensorAgreement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Measures of how steadily a federation moved, as means over its clusters; empty where there is
 * nothing to measure.
 *
 * @param stepGsnr of a cluster's steps from version to version: sum of squared means over sum of
 *     variances
 * @param agreementFactor mean factor of the last version's coordinates, where agreement is measured
 * @param conflictRate share of them whose mean is smaller than its standard error
 */
public record TrainingStability(
    @JsonSerialize(using = OptionalFigure.Writer.class)
        @JsonDeserialize(using = OptionalFigure.Reader.class)
        OptionalDouble stepGsnr,
    @JsonSerialize(using = OptionalFigure.Writer.class)
        @JsonDeserialize(using = OptionalFigure.Reader.class)
        OptionalDouble agreementFactor,
    @JsonSerialize(using = OptionalFigure.Writer.class)
        @JsonDeserialize(using = OptionalFigure.Reader.class)
        OptionalDouble conflictRate) {
  static final TrainingStability NONE =
      new TrainingStability(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  static TrainingStability of(FederationOutcome outcome) {
    var gsnr = new ArrayList<Double>();
    for (SortedMap<Integer, LoraAdapter> versions : outcome.versions().values()) {
      List<float[]> steps = steps(List.copyOf(versions.values()));
      if (steps.size() > 1) {
        Gsnr.of(steps).pooled().ifPresent(gsnr::add);
      }
    }
    List<TensorAgreement> agreement =
        outcome.agreement().values().stream().flatMap(Collection::stream).toList();
    double counted = agreement.stream().mapToLong(TensorAgreement::coordinates).sum();
    return new TrainingStability(
        gsnr.stream().mapToDouble(Double::doubleValue).average(),
        share(agreement.stream().mapToDouble(TensorAgreement::factorSum).sum(), counted),
        share((double) agreement.stream().mapToLong(TensorAgreement::conflicts).sum(), counted));
  }

  private static List<float[]> steps(List<LoraAdapter> versions) {
    var steps = new ArrayList<float[]>();
    for (int i = 1; i < versions.size(); i++) {
      float[] before = versions.get(i - 1).values();
      float[] step = versions.get(i).values().clone();
      for (int k = 0; k < step.length; k++) {
        step[k] -= before[k];
      }
      steps.add(step);
    }
    return steps;
  }

  private static OptionalDouble share(double sum, double counted) {
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / counted);
  }
}
