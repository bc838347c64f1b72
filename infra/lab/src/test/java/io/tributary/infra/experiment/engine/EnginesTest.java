package io.tributary.infra.experiment.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.RunSettings;
import io.tributary.testkit.LongTest;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.CorpusSettings;
import io.tributary.worker.data.DataScenario;
import io.tributary.worker.data.FolderLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the real model, as what a model computes must not depend on the engine either. */
class EnginesTest {
  private static final List<String> TASKS = List.of("question_kind", "support_desk");

  @Test
  void withAndWithoutABrokerTheAdaptersAreTheSame() throws InterruptedException {
    compareEngines("fedrouter+pflalign", 2, 2);
  }

  /** Both methods group clients anew while they run. */
  @ParameterizedTest
  @CsvSource({"fedcluster, 4, 3", "ifca, 4, 2"})
  @LongTest("the same without regrouping runs in this class")
  void whereClientsAreGroupedAnewTheyAreTheSameToo(String method, int rounds, int clusters)
      throws InterruptedException {
    compareEngines(method, rounds, clusters);
  }

  private static void compareEngines(String method, int rounds, int clusters)
      throws InterruptedException {
    RunSettings settings =
        RunSettings.defaults()
            .with(Map.of("clients", "4", "rounds", Integer.toString(rounds), "steps", "2"));
    var plan = new RunPlan(Methods.named(method), settings, 5);
    Corpus corpus =
        Corpus.load(
            new CorpusSettings(
                Optional.empty(), FolderLayout.AUTO, TASKS, DataScenario.SINGLE, 4, 24, 8, 5));
    // Half way the clients start again with the rows of others.
    List<ClientDataset> rows = corpus.clients();
    List<ClientDataset> others =
        List.of(
            of(rows.get(0), rows.get(2)),
            of(rows.get(1), rows.get(3)),
            of(rows.get(2), rows.get(0)),
            of(rows.get(3), rows.get(1)));
    List<List<ClientDataset>> phases = List.of(rows, others);
    FederationOutcome direct;
    FederationOutcome streamed;
    try (FrozenModel model = FrozenModel.bundled(64)) {
      try (ExperimentEngine engine = new DirectEngine(model)) {
        direct = engine.train(plan, phases, TASKS.size(), 2, report -> {});
      }
      try (ExperimentEngine engine = new StreamEngine(model)) {
        streamed = engine.train(plan, phases, TASKS.size(), 2, report -> {});
      }
    }
    assertThat(direct.versions()).hasSize(clusters).isEqualTo(streamed.versions());
    assertThat(direct.personal()).hasSize(4).isEqualTo(streamed.personal());
    assertThat(direct.losses()).hasSize(rounds).isEqualTo(streamed.losses());
    assertThat(direct.setAside()).isEmpty();
    assertThat(streamed.setAside()).isEmpty();
    assertThat(direct.state().assignments()).isEqualTo(streamed.state().assignments());
    assertThat(direct.states().keySet()).isEqualTo(streamed.states().keySet());
  }

  private static ClientDataset of(ClientDataset client, ClientDataset other) {
    return new ClientDataset(client.client(), other.train(), other.test(), Optional.empty());
  }
}
