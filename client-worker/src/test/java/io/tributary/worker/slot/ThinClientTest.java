package io.tributary.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.ClientWorker;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.method.personal.ThinPflAlign;
import io.tributary.worker.state.ClientState;
import io.tributary.worker.state.SlotState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that keeps nothing of its method starts where the aggregator says. */
class ThinClientTest {
  private static final PflAlign STATEFUL =
      new PflAlign(AlignmentVariant.FULL, AlignmentRate.of(0.1), SelfCorrection.SMALL);
  private static final SlotId SLOT = new SlotId(FakeWorld.CLIENT, 0);

  @TempDir Path root;
  private final FakeWorld world = thin();

  @Test
  void waitsForItsStartAndTrainsFromItsBytes() {
    try (ClientWorker worker = world.start(root, 0)) {
      firstRound(worker, world);
      var version = world.publish(0, 1, "ada/0#1", "bob/0#1");
      assertThat(worker.turn(world.downstream)).isFalse();
      assertThat(worker.personalAdapters(world.downstream)).doesNotContainKey(SLOT);
      assertThat(world.reports)
          .last()
          .extracting(report -> report.phase())
          .isEqualTo(Phase.WAITING);

      long seen = world.downstream.changes();
      LoraAdapter start = world.tellStart(version, "ada/0#1");
      assertThat(world.downstream.changes()).isGreaterThan(seen);
      assertThat(worker.personalAdapters(world.downstream)).containsEntry(SLOT, start);
      assertThat(worker.turn(world.downstream)).isTrue();
      assertThat(world.jobs).last().extracting(job -> job.start()).isEqualTo(start);
      assertThat(worker.turn(world.downstream)).isFalse();
    }
    assertThat(world.sentUpdates()).last().isEqualTo("ada/0#2 from c0/1");
    assertThat(world.manifest(world.sent.get(2)).base().digest())
        .isEqualTo(world.downstream.newest(new ClusterId(0)).adapter().digest());
  }

  /**
   * The start from an older version, or from one whose bytes are yet to come, is not this one's.
   */
  @Test
  void waitsForTheStartFromTheVersionThatItTrainsFrom() {
    try (ClientWorker worker = world.start(root, 0)) {
      firstRound(worker, world);
      var first = world.publish(0, 1, "ada/0#1");
      var second = world.publish(0, 2, "ada/0#1");
      world.tellStart(first, "ada/0#1");
      assertThat(worker.turn(world.downstream)).isFalse();
      LoraAdapter start = world.tellStart(second, "ada/0#1");
      assertThat(worker.turn(world.downstream)).isTrue();
      assertThat(world.jobs).last().extracting(job -> job.start()).isEqualTo(start);
    }
  }

  @Test
  void startsFromItsClustersAdapterWhereItDidNotContribute() {
    try (ClientWorker worker = world.start(root, 0)) {
      firstRound(worker, world);
      var mine = world.publish(0, 1, "ada/0#1");
      world.tellStart(mine, "ada/0#1");
      world.publish(0, 2, "bob/0#2", "ada/1#1");
      assertThat(worker.turn(world.downstream)).isTrue();
      assertThat(world.jobs).last().extracting(job -> job.start()).isEqualTo(adapter(0));
      assertThat(worker.personalAdapters(world.downstream)).containsEntry(SLOT, adapter(0));
    }
  }

  /** The start from c0's version was replaced by the one from c1's: nothing more would come. */
  @Test
  void waitsForNoStartFromAVersionBeforeItWasElsewhere() {
    try (ClientWorker worker = world.start(root, 0)) {
      moveAway(worker);
      world.formClusters();
      assertThat(worker.turn(world.downstream)).isTrue();
    }
    assertThat(world.sentUpdates()).contains("ada/0#3 from c0/1");
    assertThat(world.jobs).extracting(job -> job.start()).contains(adapter(0));
  }

  @Test
  void aClientThatLostItsStateKnowsFromTheLedgerThatItWasElsewhere(@TempDir Path empty) {
    try (ClientWorker worker = world.start(root, 0)) {
      moveAway(worker);
    }
    world.formClusters();
    world.decide("ada/0#1", 0, Verdict.ACCEPTED);
    world.decide("ada/0#2", 1, Verdict.ACCEPTED);
    try (ClientWorker worker = world.start(empty, 0)) {
      worker.join();
      assertThat(worker.turn(world.downstream)).isTrue();
    }
    assertThat(world.sentUpdates()).contains("ada/0#3 from c0/1");
    assertThat(world.jobs).extracting(job -> job.start()).contains(adapter(0));
  }

  /** Slot 0 contributes to c0/1, then to c1/2, whose start arrives. */
  private void moveAway(ClientWorker worker) {
    firstRound(worker, world);
    world.assign(1, 1);
    world.publish(0, 1, "ada/0#1");
    world.publish(1, 1, "bob/0#1");
    worker.turn(world.downstream);
    var there = world.publish(1, 2, "ada/0#2", "bob/0#2");
    world.tellStart(there, "ada/0#2");
  }

  @Test
  void keepsOfItsMethodOnlyWhereItWas() {
    try (ClientWorker worker = world.start(root, 0)) {
      firstRound(worker, world);
      world.tellStart(world.publish(0, 1, "ada/0#1"), "ada/0#1");
      worker.turn(world.downstream);
    }
    try (ClientState state = ClientState.open(root, "f", FakeWorld.CLIENT)) {
      SlotState kept = state.slot(0);
      assertThat(kept.sequence()).isEqualTo(2);
      assertThat(kept.memory().cluster()).contains(new ClusterId(0));
      assertThat(kept.memory().vectors()).isEmpty();
    }
  }

  /** Killed before the commit and started anew, or without any state: it is the same update. */
  @Test
  void sendsTheSameBytesAfterACrashAndWithoutItsState(@TempDir Path other, @TempDir Path empty) {
    FakeWorld undisturbed = thin();
    try (ClientWorker worker = undisturbed.start(other, 0)) {
      firstRound(worker, undisturbed);
      undisturbed.tellStart(undisturbed.publish(0, 1, "ada/0#1"), "ada/0#1");
      worker.turn(undisturbed.downstream);
    }
    try (ClientWorker worker = world.start(root, 0)) {
      firstRound(worker, world);
      world.tellStart(world.publish(0, 1, "ada/0#1"), "ada/0#1");
      world.beforeCommit =
          () -> {
            throw new IllegalStateException("killed");
          };
      assertThatThrownBy(() -> worker.turn(world.downstream)).hasMessage("killed");
    }
    world.beforeCommit = () -> {};
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      assertThat(worker.turn(world.downstream)).isFalse();
    }
    assertThat(world.sent).usingRecursiveComparison().isEqualTo(undisturbed.sent);

    world.decide("ada/0#1", 0, Verdict.ACCEPTED);
    try (ClientWorker worker = world.start(empty, 0)) {
      worker.join();
      worker.turn(world.downstream);
    }
    assertThat(world.sent.get(3)).usingRecursiveComparison().isEqualTo(undisturbed.sent.get(2));
  }

  /** What a client with state kept says nothing to the same client once it is thin. */
  @Test
  void takesNoOffsetFromAStateThatHasOne() {
    world.method = STATEFUL;
    try (ClientWorker worker = world.start(root, 0)) {
      firstRound(worker, world);
    }
    world.method = ThinPflAlign.of(STATEFUL);
    world.publish(0, 1, "bob/0#1");
    try (ClientWorker worker = world.start(root, 0)) {
      worker.turn(world.downstream);
    }
    assertThat(world.jobs).last().extracting(job -> job.start()).isEqualTo(adapter(0));
  }

  private static void firstRound(ClientWorker worker, FakeWorld world) {
    worker.join();
    world.formClusters();
    assertThat(worker.turn(world.downstream)).isTrue();
    assertThat(world.jobs)
        .extracting(job -> job.start())
        .containsExactly(FakeWorld.SPEC.initialAdapter(), FakeWorld.SPEC.initialAdapter());
  }

  private LoraAdapter adapter(int cluster) {
    return world.downstream.newest(new ClusterId(cluster)).adapter();
  }

  private static FakeWorld thin() {
    var world = new FakeWorld();
    world.method = ThinPflAlign.of(STATEFUL);
    return world;
  }
}
