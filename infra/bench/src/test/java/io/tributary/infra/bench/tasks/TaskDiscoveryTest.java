package io.tributary.infra.bench.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.bench.tasks.TaskDiscovery.Found;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.testkit.SkippedTest;
import io.tributary.worker.data.DataScenario;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Six real tasks of four wordings each; needs the shared data, which are no part of the project.
 */
class TaskDiscoveryTest {
  private static final int CLIENTS = 8;
  private static final long SEED = 1;

  /** Few rows, so that it takes seconds: {@code bench run task-discovery} has more of all. */
  @ParameterizedTest
  @CsvSource({"SINGLE, 1", "DUAL, 2"})
  void clientsAndStreamFindTheTasksWhateverTheirWording(DataScenario scenario, int tasks) {
    Optional<Path> folder = RealTasks.find();
    SkippedTest.unless(
        folder.isPresent(),
        "there are no shared data; TRIBUTARY_DATA may name the folder with multitask/");
    try (var model = BaseModel.load(BaseModelSource.bundled());
        var embedder = new TextEmbedder(model, new TextEmbedder.Settings(64, 32, 1))) {
      var discovery =
          new TaskDiscovery(
              new RealTasks(folder.get(), 100, 15).inOneText(scenario, CLIENTS, SEED),
              embedder::embed,
              model.id(),
              SEED);
      // With so few rows, one client may split a task; that must cost nothing.
      assertThat(Collections.frequency(discovery.slots(), tasks))
          .as("slots of clients: %s", discovery.slots())
          .isGreaterThanOrEqualTo(CLIENTS - 1);
      for (int clusters : List.of(0, RealTasks.NAMES.size())) {
        FederationSpec spec = TaskDiscoveryBenchmark.spec(model, clusters, SEED);
        Found found = discovery.by(spec);
        assertThat(found.clusters())
            .isBetween(RealTasks.NAMES.size(), RealTasks.NAMES.size() + (clusters == 0 ? 1 : 0));
        assertThat(found.purity()).isGreaterThanOrEqualTo(0.98);
        assertThat(found.routing()).isGreaterThanOrEqualTo(0.97);
      }
    }
  }
}
