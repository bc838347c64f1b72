package io.tributary.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.ClientWorker;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.state.OutgoingUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientWorkerTest {
  @TempDir Path root;
  private final FakeWorld world = new FakeWorld();

  @Test
  void announcesEverySlotOnce() {
    try (ClientWorker worker = world.start(root, 2)) {
      worker.join();
      worker.turn(world.downstream);

      assertThat(world.announced).extracting(TaskEmbedding::samples).containsExactly(3L, 2L);
      assertThat(world.announced).extracting(TaskEmbedding::clientSlots).containsOnly(2);
      assertThat(world.announced.get(0).centroid()).containsExactly(1, 0);
    }
  }

  @Test
  void waitsForClustersThenTrainsEverySlotOncePerVersion() {
    try (ClientWorker worker = world.start(root, 2)) {
      worker.join();
      assertThat(worker.turn(world.downstream)).isFalse();
      world.formClusters();
      assertThat(worker.turn(world.downstream)).isTrue();
      assertThat(worker.turn(world.downstream)).isFalse();
      world.publish(1, 1);
      assertThat(worker.turn(world.downstream)).isTrue();
      assertThat(worker.isFinished(world.downstream)).isFalse();
      world.publish(0, 1);
      worker.turn(world.downstream);
      assertThat(worker.isFinished(world.downstream)).isTrue();
      world.publish(0, 2);
      assertThat(worker.turn(world.downstream)).isFalse();
    }
    assertThat(world.sentUpdates())
        .containsExactly(
            "ada/0#1 from c0/0", "ada/1#1 from c1/0", "ada/1#2 from c1/1", "ada/0#2 from c0/1");
  }

  @Test
  void anUpdateTellsBaseSamplesNormAndDigests() {
    try (ClientWorker worker = world.start(root, 1)) {
      worker.join();
      world.formClusters();
      worker.turn(world.downstream);
    }
    OutgoingUpdate update = world.sent.get(0);
    UpdateManifest manifest = world.manifest(update);

    assertThat(update.key()).isEqualTo("c0");
    assertThat(update.chunks()).extracting(OutgoingUpdate.Chunk::key).containsExactly("c0/0");
    assertThat(manifest.samples()).isEqualTo(3);
    assertThat(manifest.base().digest()).isEqualTo(FakeWorld.SPEC.initialAdapter().digest());
    assertThat(manifest.chunkDigests()).hasSize(1);
    assertThat(manifest.norm()).isPositive();
    assertThat(manifest.training().firstLoss()).isEqualTo(2);
    assertThat(manifest.training().lastLoss()).isEqualTo(1);
    assertThat(manifest.epoch()).isEqualTo(1);
  }

  @Test
  void anUpdateTellsItsRankAndHowMuchItsAdapterSays() {
    world.rank = 1;
    try (ClientWorker worker = world.start(root, 1)) {
      worker.join();
      world.formClusters();
      worker.turn(world.downstream);
    }
    UpdateManifest manifest = world.manifest(world.sent.get(0));

    assertThat(manifest.rank()).isEqualTo(1);
    assertThat(manifest.productNorm()).isPositive();
  }

  @Test
  void theLearningRateFallsWithTheVersionAndTheSeedIsTheJobsOwn() {
    try (ClientWorker worker = world.start(root, 2)) {
      worker.join();
      world.formClusters();
      worker.turn(world.downstream);
      world.publish(0, 1);
      worker.turn(world.downstream);
    }
    assertThat(world.optimisers.get(0)).isEqualTo("AdamW at learning rate 0.1");
    assertThat(world.optimisers.get(2)).isEqualTo("AdamW at learning rate 0.055");
    assertThat(world.jobs.stream().map(job -> job.seed()).distinct()).hasSize(3);
    assertThat(world.jobs.get(0).samples()).allSatisfy(s -> assertThat(s.answer()).isEqualTo(1));
  }

  @Test
  void newRowsAreTrainedOnAndAnnouncedOnceTheyAreManyEnough() {
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      world.formClusters();
      world.fed.add(FakeWorld.row("artichokes"));
      worker.turn(world.downstream);

      assertThat(world.jobs.get(0).samples()).hasSize(4);
      assertThat(world.announced).hasSize(3);
      assertThat(world.announced.get(2).samples()).isEqualTo(4);
    }
  }

  @Test
  void aRestartTrainsOnWithoutEmbeddingOrTrainingAgain() {
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      world.formClusters();
      worker.turn(world.downstream);
    }
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      assertThat(worker.turn(world.downstream)).isFalse();
      world.publish(0, 1);
      assertThat(worker.turn(world.downstream)).isTrue();
    }
    assertThat(world.sentUpdates())
        .containsExactly("ada/0#1 from c0/0", "ada/1#1 from c1/0", "ada/0#2 from c0/1");
    assertThat(world.embedded).isEqualTo(5);
  }

  /** An idle worker turns twice a second; what its slots have done, it knows. */
  @Test
  void anIdleWorkerReadsNoFileOfItsSlots() throws IOException {
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      world.formClusters();
      worker.turn(world.downstream);
    }
    try (ClientWorker worker = world.start(root, 3)) {
      worker.join();
      worker.requireSameHistory(world.downstream);
      assertThat(worker.turn(world.downstream)).isFalse();
      for (int slot = 0; slot < 2; slot++) {
        Files.delete(root.resolve("f/ada/slot-" + slot + ".state"));
      }
      // Without its files a slot would look as if it had never trained.
      assertThat(worker.turn(world.downstream)).isFalse();
      assertThat(worker.isFinished(world.downstream)).isFalse();
    }
    assertThat(world.sent).hasSize(2);
  }

  /** Its offset, moments and learning rate are part of what a crash must not take. */
  @Test
  void anAlignedSlotGoesOnAfterARestartAsIfThereHadBeenNone(@TempDir Path other) {
    FakeWorld undisturbed = aligned();
    try (ClientWorker worker = undisturbed.start(other, 0)) {
      worker.join();
      undisturbed.formClusters();
      for (int version = 0; version < 3; version++) {
        worker.turn(undisturbed.downstream);
        undisturbed.publish(0, version + 1);
      }
    }
    FakeWorld restarted = aligned();
    restarted.formClusters();
    for (int version = 0; version < 3; version++) {
      try (ClientWorker worker = restarted.start(root, 0)) {
        worker.join();
        worker.turn(restarted.downstream);
        restarted.publish(0, version + 1);
      }
    }
    assertThat(restarted.sent).usingRecursiveComparison().isEqualTo(undisturbed.sent);
    assertThat(restarted.optimisers).hasSize(4).last().asString().startsWith("pFLAlign (full)");
  }

  /** The offset is relative to what the round started from, not to where training did. */
  @Test
  void anAlignedUpdateIsRelativeToTheClustersAdapter() {
    world.method = new PflAlign(AlignmentVariant.FULL, AlignmentRate.of(1), SelfCorrection.NEVER);
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      world.formClusters();
      worker.turn(world.downstream);
      world.publish(0, 1);
      worker.turn(world.downstream);
    }
    float[] global = world.downstream.newest(new ClusterId(0)).adapter().values();
    float[] first = world.values(world.sent.get(0));
    float[] start = world.jobs.get(2).start().values();
    for (int i = 0; i < start.length; i++) {
      assertThat(start[i]).isEqualTo(global[i] + first[i]);
    }
  }

  private static FakeWorld aligned() {
    var aligned = new FakeWorld();
    aligned.method =
        new PflAlign(AlignmentVariant.FULL, AlignmentRate.auto(0.1), SelfCorrection.SMALL);
    return aligned;
  }

  /** Its first ids were decided long ago: under them nothing that it sends would ever count. */
  @Test
  void aClientThatLostItsStateGoesOnAfterItsNewestDecidedUpdate() {
    world.formClusters();
    world.publish(0, 3);
    world.decide("ada/0#2", Verdict.ACCEPTED);
    world.decide("ada/0#1", Verdict.ACCEPTED);
    world.decide("ada/1#7", Verdict.QUARANTINED);
    world.decide("eve/0#9", Verdict.ACCEPTED);
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      worker.turn(world.downstream);
    }
    assertThat(world.sentUpdates()).containsExactly("ada/0#3 from c0/3", "ada/1#8 from c1/0");
  }

  @Test
  void aStateOfAnotherHistoryIsRefused() {
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      world.formClusters();
      world.publish(0, 6);
      worker.turn(world.downstream);
    }
    var wiped = new FakeWorld();
    wiped.formClusters();
    try (ClientWorker worker = wiped.start(root, 0)) {
      assertThatThrownBy(() -> worker.requireSameHistory(wiped.downstream))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "slot ada/0 trained from version 6 of cluster c0, but the federation's newest is 0");
    }
  }

  @Test
  void reportsWhatItDoes() {
    try (ClientWorker worker = world.start(root, 1)) {
      worker.join();
      worker.turn(world.downstream);
      world.formClusters();
      worker.turn(world.downstream);
      worker.turn(world.downstream);
    }
    assertThat(world.reports)
        .extracting(WorkerReport::phase)
        .containsExactlyElementsOf(
            List.of(
                WorkerReport.Phase.EMBEDDING,
                WorkerReport.Phase.EMBEDDING,
                WorkerReport.Phase.CLUSTERED,
                WorkerReport.Phase.WAITING,
                WorkerReport.Phase.TRAINING,
                WorkerReport.Phase.PUBLISHED,
                WorkerReport.Phase.TRAINING,
                WorkerReport.Phase.PUBLISHED,
                WorkerReport.Phase.FINISHED));
  }
}
