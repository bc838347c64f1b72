package io.tributary.infra.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.evaluate.States;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FederationViewTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);
  private static final String DIGEST = "0123456789abcdef";

  private final FederationView view = new FederationView();

  @Test
  void hasCompletedTheRoundsOfItsSlowestCluster() {
    view.accept(States.of(Map.of("a/0", C0, "b/0", C1)));
    publish(C0, 1);
    assertThat(view.completedRounds()).isZero();
    publish(C1, 1);
    publish(C0, 2);
    assertThat(view.completedRounds()).isEqualTo(1);
    assertThat(view.newest().get(C0).version()).isEqualTo(2);
  }

  @Test
  void knowsWhatEveryClusterHadAfterARound() {
    publish(C0, 1);
    publish(C0, 2);
    publish(C0, 3);
    publish(C1, 3);
    assertThat(view.versionsAt(2)).containsOnlyKeys(C0);
    assertThat(view.versionsAt(2).get(C0).version()).isEqualTo(2);
    assertThat(view.versionsAt(9).get(C1).version()).isEqualTo(3);
  }

  @Test
  void saysWhichClientsItWaitsForBeforeThereAreClusters() {
    announce("a/0");
    view.accept(
        new WorkerReport(
            new ClientId("b"),
            WorkerReport.Phase.EMBEDDING,
            -1,
            Map.of("done", 64.0, "total", 120.0),
            Instant.EPOCH));
    assertThat(FederationWaiting.text(view, 2, 3))
        .isEqualTo("1 of 2 clients have announced their slots; waiting for b (embedding 64/120)");
  }

  @Test
  void saysWhichSlotsAClusterWaitsFor() {
    view.accept(States.of(Map.of("a/0", C0, "b/0", C0, "b/1", C1)));
    train("a/0", C0, 0);
    train("b/1", C1, 0);
    assertThat(FederationWaiting.text(view, 2, 3))
        .isEqualTo("cluster c0 waits for the updates of b/0 towards version 1");
  }

  @Test
  void saysWhenOnlyTheAggregatorIsLeft() {
    view.accept(States.of(Map.of("a/0", C0)));
    train("a/0", C0, 0);
    assertThat(FederationWaiting.text(view, 1, 3)).contains("the aggregator has yet to merge");
  }

  @Test
  void countsAVersionAsFetchedOnceForEachClientThatTrainedFromIt() {
    ByteCounters byteCounters = new ByteCounters();
    byteCounters.published("c0/1", 100);
    byteCounters.published("c0/1/0", 1000);
    byteCounters.published("c0/2/0", 5000);
    byteCounters.broadcast(10);
    byteCounters.trained(update("a/0", C0, 1));
    byteCounters.trained(update("a/1", C0, 1));
    byteCounters.trained(update("b/0", C0, 1));
    byteCounters.trained(update("c/0", C0, 0));
    assertThat(byteCounters.downBytes(3)).isEqualTo(2 * 1100 + 3 * 10);
  }

  private void announce(String slot) {
    view.accept(
        new TaskEmbedding(SlotId.parse(slot), 1, "model", 9, new float[] {1}, 0, Instant.EPOCH));
  }

  private void publish(ClusterId cluster, int version) {
    view.accept(
        new AdapterManifest(
            new AdapterVersion(cluster, 1, version, DIGEST),
            DIGEST,
            DIGEST,
            List.of(DIGEST),
            List.of(),
            Instant.EPOCH));
  }

  private void train(String slot, ClusterId cluster, int base) {
    view.accept(update(slot, cluster, base));
  }

  private static UpdateManifest update(String slot, ClusterId cluster, int base) {
    return new UpdateManifest(
        new UpdateId(SlotId.parse(slot), base + 1),
        new AdapterVersion(cluster, 1, base, DIGEST),
        1,
        DIGEST,
        9,
        Instant.EPOCH,
        PayloadEncoding.FLOAT32,
        List.of(DIGEST),
        1,
        new TrainingSummary(10, 2, 1, 1000, 100));
  }
}
