package io.tributary.infra.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlanTest {
  private static final int TASKS = 4;

  /** Otherwise a method could win by training more. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "dual", "all"})
  void everyMethodTakesAsManyStepsInAll(String scenario) {
    RunSettings settings = RunSettings.defaults().with(Map.of("scenario", scenario));
    int expected = new RunPlan(Methods.named("fedit"), settings, 1).steps(TASKS);
    for (MethodDefinition method : Methods.all()) {
      var plan = new RunPlan(method, settings, 1);
      double trainings = 1 / method.stepShare();
      assertThat(plan.steps(TASKS) * plan.slots(TASKS) * trainings)
          .as(method.name())
          .isEqualTo(expected);
    }
  }

  @Test
  void whatCanChangeAnAdapterIsInTheKey() {
    RunSettings settings = RunSettings.defaults();
    var plan = new RunPlan(Methods.named("fedit"), settings, 1);
    assertThat(plan.trainingKey())
        .isEqualTo(new RunPlan(Methods.named("fedit"), settings, 1).trainingKey())
        .isEqualTo(
            new RunPlan(Methods.named("fedit"), settings.with(Map.of("rounds", "12")), 1)
                .trainingKey())
        .isEqualTo(
            new RunPlan(Methods.named("fedit"), settings.with(Map.of("validation", "0")), 1)
                .trainingKey())
        .isNotEqualTo(
            new RunPlan(Methods.named("fedit"), settings.with(Map.of("validation", "9")), 1)
                .trainingKey())
        .isNotEqualTo(new RunPlan(Methods.named("fedit"), settings, 2).trainingKey())
        .isNotEqualTo(new RunPlan(Methods.named("fedprox"), settings, 1).trainingKey())
        .isNotEqualTo(
            new RunPlan(Methods.named("fedit"), settings.with(Map.of("rank", "2")), 1)
                .trainingKey());
  }

  /** FedRouter's groups of clients follow one another: with 12 clients and 4 tasks, three each. */
  @Test
  void everyUnseenClientHasOthersOfItsTask() {
    var settings = RunSettings.defaults().with(Map.of("clients", "12", "unseen", "4"));
    assertThat(new RunPlan(Methods.named("fedit"), settings, 1).unseen())
        .containsExactly(2, 5, 8, 11);
    assertThat(new RunPlan(Methods.named("fedit"), RunSettings.defaults(), 1).unseen()).isEmpty();
  }
}
