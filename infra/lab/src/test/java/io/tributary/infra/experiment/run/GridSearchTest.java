package io.tributary.infra.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.ExperimentFile;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.plan.TunedValues.Pick;
import io.tributary.infra.experiment.plan.TuningPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridSearchTest {
  private static final Experiment EXPERIMENT =
      ExperimentFile.parsed(
          """
          name: made up
          seeds: [1]
          tuning: {seed: 9, settings: {validation: 5}, grid: {learning-rate: [4e-3, 1e-3, 8e-3]}}
          tables: {t: {methods: [fedrouter-local]}}
          """);
  private static final TuningPlan TUNING = EXPERIMENT.tuning().orElseThrow();

  private final Map<String, RunResult> results = new HashMap<>();

  @Test
  void picksTheMostAccurateOfTheMethodsOwnDeployment() {
    // Best where the nearest of all clusters answers, which is another method.
    ended(0, 0.5, 0.9);
    ended(1, 0.8, 0.1);
    ended(2, 0.7, 0.7);

    assertThat(picked()).contains("0.001");
  }

  @Test
  void ofAsGoodValuesPicksTheFirst() {
    ended(0, 0.5, 0);
    ended(1, 0.8, 0);
    ended(2, 0.8, 0);

    assertThat(picked()).contains("0.001");
  }

  @Test
  void aRunThatFailedIsNotPicked() {
    failed(0);
    ended(1, 0, 0);
    failed(2);

    assertThat(picked()).contains("0.001");
    assertThat(search().allFailed()).isFalse();
  }

  @Test
  void whereEveryRunFailedTheDefaultStays() {
    failed(0);
    failed(1);
    failed(2);

    assertThat(picked()).contains("0.002");
    assertThat(search().allFailed()).isTrue();
  }

  @Test
  void picksNothingWhileARunIsMissing() {
    ended(0, 0.9, 0);
    failed(2);

    assertThat(picked()).isEmpty();
    assertThat(search().allFailed()).isFalse();
  }

  private GridSearch search() {
    return GridSearch.all(EXPERIMENT, key -> Optional.ofNullable(results.get(key))).get(0);
  }

  private Optional<String> picked() {
    Pick pick = GridSearch.picks(List.of(search())).picks().get(0);
    return pick.value();
  }

  private void ended(int number, double own, double others) {
    RunPlan plan = plan(number);
    keep(
        MadeUpRuns.scored(
            plan, Map.of(ServingMode.LOCAL_BY_GLOBAL_CENTROID, own, ServingMode.GLOBAL, others)));
  }

  private void failed(int number) {
    keep(MadeUpRuns.failed(plan(number), "loss was NaN at step 3"));
  }

  private void keep(RunResult result) {
    results.put(result.key(), result);
  }

  private static RunPlan plan(int number) {
    return List.copyOf(TUNING.trainings().values()).get(number);
  }
}
