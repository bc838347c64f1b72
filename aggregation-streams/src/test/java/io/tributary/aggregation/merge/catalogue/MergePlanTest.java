package io.tributary.aggregation.merge.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.merge.linear.AgreeingMean;
import io.tributary.aggregation.merge.linear.FedAsync;
import io.tributary.aggregation.merge.linear.LinearMean;
import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.module.FlexLora;
import io.tributary.aggregation.merge.module.Flora;
import io.tributary.aggregation.merge.robust.CoordinateMedian;
import io.tributary.aggregation.merge.robust.FilteredMean;
import io.tributary.aggregation.merge.robust.Krum;
import io.tributary.aggregation.merge.robust.TrimmedMean;
import io.tributary.aggregation.merge.server.FedAdagrad;
import io.tributary.aggregation.merge.server.FedAdam;
import io.tributary.aggregation.merge.server.FedAvgM;
import io.tributary.aggregation.merge.server.FedYogi;
import io.tributary.aggregation.merge.server.ServerSgd;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import org.junit.jupiter.api.Test;

class MergePlanTest {
  @Test
  void defaultIsTheWeightedMeanAsItIs() {
    assertThat(MergePlan.of(MergeSettings.defaults()))
        .isEqualTo(new MergePlan(new WeightedMean(), new ServerSgd(1)));
  }

  @Test
  void everyStrategyIsFoundByItsName() {
    for (MergeStrategy strategy : MergeStrategies.all(MergeSettings.defaults())) {
      assertThat(MergeStrategies.named(settings(strategy.name(), OptimizerSettings.none())))
          .isEqualTo(strategy);
    }
    assertThat(MergePlan.of(settings("fedasync", OptimizerSettings.none())).strategy())
        .isEqualTo(new FedAsync(0.6));
    assertThat(MergePlan.of(settings("trimmed-mean", OptimizerSettings.of("fedyogi", 0.02))))
        .isEqualTo(new MergePlan(new TrimmedMean(1, 128), new FedYogi(0.02, 0.9, 0.99, 1e-3)));
  }

  @Test
  void settingsReachTheirStrategies() {
    var settings = new MergeSettings("", 2, 5, 0.25, 40, OptimizerSettings.none());
    assertThat(MergeStrategies.all(settings))
        .contains(
            new FedAsync(0.25),
            new CoordinateMedian(40),
            new TrimmedMean(2, 40),
            new FilteredMean(40),
            Krum.one(2, 40),
            Krum.multi(2, 5, 40),
            new Flora(40),
            new FlexLora(40));
    var optimizer = new OptimizerSettings("", 0.1, 0.2, 0.3, 0.4);
    assertThat(ServerOptimizers.all(optimizer))
        .containsExactly(
            new ServerSgd(0.1),
            new FedAvgM(0.1, 0.2),
            new FedAdam(0.1, 0.2, 0.3, 0.4),
            new FedYogi(0.1, 0.2, 0.3, 0.4),
            new FedAdagrad(0.1, 0.2, 0.4));
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> MergePlan.of(settings("trimed_mean", OptimizerSettings.none())))
        .hasMessageStartingWith("merge.strategy must be one of weighted-mean, rank-masked-mean, ")
        .hasMessageEndingWith("; was 'trimed_mean': did you mean trimmed-mean?");
    assertThatThrownBy(() -> MergePlan.of(settings("median", OptimizerSettings.of("fedadm", 1))))
        .hasMessage(
            "merge.optimizer must be one of none, fedavgm, fedadam, fedyogi, fedadagrad; was"
                + " 'fedadm': did you mean fedadam?");
  }

  @Test
  void aStrategyThatMakesVersionsByItselfTakesNoOptimiser() {
    for (String name : new String[] {"fedasync", "flora", "flexlora"}) {
      assertThatThrownBy(() -> MergePlan.of(settings(name, OptimizerSettings.of("fedadam", 1))))
          .hasMessageContaining("merge.strategy " + name + " makes versions by itself");
      assertThatThrownBy(() -> MergePlan.of(settings(name, OptimizerSettings.of("none", 0.5))))
          .hasMessageEndingWith("were none and 0.5");
    }
  }

  @Test
  void onlyMeansTellHowFarContributorsAgree() {
    for (MergeStrategy strategy : MergeStrategies.all(MergeSettings.defaults())) {
      MergeSettings settings = settings(strategy.name(), OptimizerSettings.none());
      for (AgreementMode mode : AgreementMode.values()) {
        if (mode == AgreementMode.OFF) {
          assertThat(MergePlan.of(settings.with(mode)).strategy()).isEqualTo(strategy);
        } else if (strategy instanceof LinearMean mean) {
          assertThat(MergePlan.of(settings.with(mode)).strategy())
              .isEqualTo(new AgreeingMean(mean, mode));
        } else {
          assertThatThrownBy(() -> MergePlan.of(settings.with(mode)))
              .hasMessage(
                  "merge.agreement must be off with merge.strategy "
                      + strategy.name()
                      + ", was "
                      + AgreementModes.name(mode)
                      + ": only means of what clients change have second moments; choose one, such"
                      + " as weighted-mean, or off");
        }
      }
    }
  }

  @Test
  void agreementIsFoundByItsName() {
    for (AgreementMode mode : AgreementMode.values()) {
      assertThat(AgreementModes.named(AgreementModes.name(mode))).isEqualTo(mode);
    }
    assertThatThrownBy(() -> AgreementModes.named("probabilty"))
        .hasMessage(
            "merge.agreement must be one of off, plain, probability, gsnr; was 'probabilty': did"
                + " you mean probability?");
  }

  /** After an SVD, or mixed into what is there, a client's offset is in nobody's coordinates. */
  @Test
  void onlyStepsHaveOffsetsToStartAgainFrom() {
    for (MergeStrategy strategy : MergeStrategies.all(MergeSettings.defaults())) {
      MergeSettings settings =
          settings(strategy.name(), OptimizerSettings.none()).with(PersonalInitMode.SMALL);
      if (strategy instanceof ModuleStrategy || strategy instanceof MixingStrategy) {
        assertThatThrownBy(() -> MergePlan.of(settings))
            .hasMessageStartingWith(
                "merge.personal must be off with merge.strategy "
                    + strategy.name()
                    + ", was small: ");
      } else {
        assertThat(MergePlan.of(settings).strategy()).isEqualTo(strategy);
      }
    }
    for (PersonalInitMode mode : PersonalInitMode.values()) {
      assertThat(PersonalModes.named(PersonalModes.name(mode))).isEqualTo(mode);
    }
    assertThatThrownBy(() -> PersonalModes.named("smal"))
        .hasMessage(
            "merge.personal must be one of off, never, small, always; was 'smal': did you mean"
                + " small?");
  }

  @Test
  void refusesSettingsOutOfBounds() {
    assertThatThrownBy(() -> OptimizerSettings.of("none", 0))
        .hasMessage("merge.learning-rate must be in (0, 1000], was 0.0");
    assertThatThrownBy(() -> new OptimizerSettings("none", 1, 1, 0.9, 1e-3))
        .hasMessage("merge.beta1 and beta2 must be in [0, 1), were 1.0 and 0.9");
    assertThatThrownBy(() -> new OptimizerSettings("none", 1, 0.9, 0.9, 0))
        .hasMessage("merge.tau must be in [1e-9, 1], was 0.0");
    OptimizerSettings none = OptimizerSettings.none();
    assertThatThrownBy(() -> new MergeSettings("median", -1, 0, 0.6, 1, none))
        .hasMessage("merge.byzantine and kept must be in 0..100000, were -1 and 0");
    assertThatThrownBy(() -> new MergeSettings("median", 1, 0, Double.NaN, 1, none))
        .hasMessage("merge.mixing must be in (0, 1], was NaN");
    assertThatThrownBy(() -> new MergeSettings("median", 1, 0, 0.6, 0, none))
        .hasMessage("merge.max-buffered-updates must be >= 1, was 0");
  }

  private static MergeSettings settings(String strategy, OptimizerSettings optimizer) {
    return new MergeSettings(strategy, 1, 0, 0.6, 128, optimizer);
  }
}
