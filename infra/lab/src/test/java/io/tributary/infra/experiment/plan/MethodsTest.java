package io.tributary.infra.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.method.MethodSettings;
import io.tributary.worker.method.catalogue.LocalMethodCatalogue;
import org.junit.jupiter.api.Test;

class MethodsTest {
  @Test
  void everyMethodIsAmongTheWaysThatItsTrainingIsDeployed() {
    for (MethodDefinition method : Methods.all()) {
      if (method.trains()) {
        assertThat(Methods.deployments(method)).as(method.name()).contains(method.deployment());
        assertThat(Methods.deployments(method)).doesNotContain(ServingMode.BASE);
      }
    }
  }

  /** Two adapters cost a pass of their own for every client, which others need not pay. */
  @Test
  void onlyTrainingsOfTwoAdaptersAreDeployedAsTwo() {
    assertThat(Methods.deployments(Methods.named("fedit"))).allMatch(ServingMode::isOfOne);
    assertThat(Methods.deployments(Methods.named("fedalt")))
        .contains(ServingMode.GATED)
        .noneMatch(ServingMode::isWeighted);
    assertThat(Methods.deployments(Methods.named("feddpa-f")))
        .contains(ServingMode.WEIGHTED_CLUSTER, ServingMode.WEIGHTED_PERSONAL);
  }

  @Test
  void everyLocalMethodIsAnExperimentsMethod() {
    assertThat(Methods.all())
        .extracting(MethodDefinition::localMethod)
        .containsAll(
            LocalMethodCatalogue.all(MethodSettings.defaults(1)).stream()
                .map(m -> m.name())
                .toList());
  }
}
