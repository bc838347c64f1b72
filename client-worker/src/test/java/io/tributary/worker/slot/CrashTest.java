package io.tributary.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.worker.ClientWorker;
import io.tributary.worker.state.OutgoingUpdate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that dies between any two steps sends nothing twice with other bytes, loses nothing. */
class CrashTest {
  @TempDir Path root;
  private final FakeWorld world = new FakeWorld();

  private static final class Killed extends RuntimeException {}

  @Test
  void killedBeforeTheCommitItSendsTheSameBytesAtTheNextStart() {
    killAt(
        () ->
            world.beforeCommit =
                () -> {
                  throw new Killed();
                });
    world.beforeCommit = () -> {};
    assertThat(world.sent).isEmpty();
    assertThat(world.jobs).hasSize(1);

    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      worker.turn(world.downstream);
    }

    assertThat(world.sentUpdates()).containsExactly("ada/0#1 from c0/0", "ada/1#1 from c1/0");
    assertThat(world.jobs).hasSize(2);
  }

  @Test
  void killedAfterTheCommitItRepeatsItselfToTheBit() {
    killAt(
        () ->
            world.afterCommit =
                () -> {
                  throw new Killed();
                });
    world.afterCommit = () -> {};

    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      worker.turn(world.downstream);
    }

    assertThat(world.sentUpdates())
        .containsExactly("ada/0#1 from c0/0", "ada/0#1 from c0/0", "ada/1#1 from c1/0");
    assertSameIdMeansSameBytes(world.sent);
    assertThat(world.jobs).hasSize(2);
  }

  @Test
  void killedAtEverySendItStillReachesTheEndWithOneSetOfBytesPerId() {
    for (int round = 0; round < 4; round++) {
      int version = round;
      killAt(
          () -> {
            if (version > 0) {
              world.publish(0, version);
              world.publish(1, version);
            }
            Runnable kill =
                () -> {
                  throw new Killed();
                };
            world.beforeCommit = version % 2 == 0 ? kill : () -> {};
            world.afterCommit = version % 2 == 1 ? kill : () -> {};
          });
    }
    world.beforeCommit = () -> {};
    world.afterCommit = () -> {};
    try (ClientWorker worker = world.start(root, 4)) {
      worker.join();
      worker.turn(world.downstream);
      assertThat(worker.isFinished(world.downstream)).isTrue();
    }

    assertSameIdMeansSameBytes(world.sent);
    assertThat(world.sentUpdates()).contains("ada/0#1 from c0/0", "ada/0#4 from c0/3");
    assertThat(world.jobs.stream().map(job -> job.seed()).distinct()).hasSameSizeAs(world.jobs);
  }

  private void killAt(Runnable arm) {
    try (ClientWorker worker = world.start(root, 4)) {
      world.beforeCommit = () -> {};
      world.afterCommit = () -> {};
      worker.join();
      world.formClusters();
      arm.run();
      assertThatThrownBy(() -> worker.turn(world.downstream)).isInstanceOf(Killed.class);
    }
  }

  private void assertSameIdMeansSameBytes(List<OutgoingUpdate> sent) {
    Map<String, OutgoingUpdate> first = new HashMap<>();
    for (OutgoingUpdate update : sent) {
      OutgoingUpdate same =
          first.computeIfAbsent(world.manifest(update).id().toString(), id -> update);
      assertThat(update.manifest()).isEqualTo(same.manifest());
      for (int i = 0; i < update.chunks().size(); i++) {
        assertThat(Arrays.equals(update.chunks().get(i).value(), same.chunks().get(i).value()))
            .isTrue();
      }
    }
  }
}
