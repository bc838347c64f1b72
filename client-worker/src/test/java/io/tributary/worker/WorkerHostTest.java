package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.slot.FakeWorld;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends a process of clients before their rounds are done, and who hears of it. */
@Timeout(60)
class WorkerHostTest {
  @TempDir Path root;
  private final FakeWorld world = new FakeWorld();

  /** Nothing can come any more: a worker that waited on would look alive for ever. */
  @Test
  void anErrorOfTheFollowerEndsTheWorker() {
    var died = new IllegalStateException("the follower ended", new OutOfMemoryError("heap"));
    world.downstream.failed(died);
    assertThatThrownBy(this::run).isSameAs(died);
    assertThat(phases()).endsWith(WorkerReport.Phase.FAILED);
  }

  @Test
  void anErrorInTrainingEndsTheWorkerAndItsClientsSayThatTheyFailed() {
    var died = new OutOfMemoryError("heap");
    world.trainer =
        (job, optimiser) -> {
          throw died;
        };
    world.formClusters();
    assertThatThrownBy(this::run).isSameAs(died);
    assertThat(phases()).endsWith(WorkerReport.Phase.FAILED);
  }

  private void run() throws InterruptedException {
    try (var threads = new ClientThreadPool(1);
        ClientWorker worker = world.start(root, 1)) {
      var host = new WorkerHost(List.of(worker), threads, world.downstream, () -> true);
      host.join();
      host.run();
    }
  }

  private List<WorkerReport.Phase> phases() {
    return world.reports.stream().map(WorkerReport::phase).toList();
  }
}
