package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.local.options.Baseline;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FederationPlanTest {
  private static final Set<ClientId> CLIENTS =
      Set.of(new ClientId("a"), new ClientId("b"), new ClientId("c"));

  private final LocalRunOptions options = new LocalRunOptions();

  FederationPlanTest() {
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs("--steps", "10", "--slots", "2", "--seed", "3");
  }

  @Test
  void givesABaselineAsManyStepsPerClientAsFedRouterHad() {
    FederationView view = view("a/0", "a/1", "b/0", "b/1", "b/2", "c/0");
    assertThat(FederationPlan.baseline(Baseline.LOCAL, options, view, CLIENTS))
        .isEqualTo(new FederationPlan("single-3-local", "local ", Mode.PER_CLIENT, 0, 1, 20));
  }

  @Test
  void countsNoSlotsOfStrangersAsWorkOfItsClients() {
    FederationView view = view("a/0", "b/0", "stranger/0", "stranger/1", "stranger/2");
    assertThat(FederationPlan.baseline(Baseline.LOCAL, options, view, CLIENTS).steps())
        .isEqualTo(10);
  }

  private static FederationView view(String... slots) {
    FederationView view = new FederationView();
    for (String slot : slots) {
      view.accept(
          new TaskEmbedding(SlotId.parse(slot), 3, "model", 9, new float[] {1}, 0, Instant.EPOCH));
    }
    return view;
  }

  @Test
  void namesAFederationAfterScenarioAndSeed() {
    FederationPlan plan = FederationPlan.fedRouter(options);
    assertThat(plan.name()).isEqualTo("single-3");
    assertThat(plan.slots()).isEqualTo(2);
    assertThat(plan.isFedRouter()).isTrue();
  }
}
