package io.tributary.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.Site;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.WindowSettings;
import io.tributary.schemas.id.ClusterId;
import io.tributary.testkit.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DownstreamTest {
  private static final ClusterId CLUSTER = new ClusterId(3);
  private static final FederationSpec SPEC =
      new FederationSpec(
          "f",
          "base@1",
          2,
          new AdapterLayout(1, 1, List.of(new Site("only", 2, 2))),
          5,
          new ClusteringSettings(ClusteringSettings.Mode.TASKS, 2, 1, 1.5, 2, 1),
          WindowSettings.rounds());

  private final Downstream downstream = new Downstream(SPEC, Set.of());

  @Test
  void everyClusterStartsFromTheSeededAdapter() {
    Downstream.Base base = downstream.newest(CLUSTER);

    assertThat(base.adapter()).isEqualTo(SPEC.initialAdapter());
    assertThat(base.version())
        .isEqualTo(new AdapterVersion(CLUSTER, 0, 0, SPEC.initialAdapter().digest()));
  }

  @Test
  void aNewVersionWakesWhoWaits() throws Exception {
    long seen = downstream.changes();
    var woken =
        CompletableFuture.runAsync(
            () -> {
              try {
                downstream.awaitChange(seen, Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            Threads.ONE_EACH);

    downstream.version(version(4), SPEC.initialAdapter());
    woken.get(20, TimeUnit.SECONDS);

    assertThat(downstream.newest(CLUSTER).version().version()).isEqualTo(4);
  }

  @Test
  void waitingEndsWhenTheTimeIsUp() throws Exception {
    downstream.awaitChange(downstream.changes(), Duration.ofMillis(20));

    assertThat(downstream.clusterState()).isEmpty();
  }

  @Test
  void aFailureReachesWhoeverAsks() {
    var cause = new IllegalStateException("gone");
    downstream.failed(cause);

    assertThatThrownBy(downstream::clusterState).isSameAs(cause);
    assertThatThrownBy(() -> downstream.awaitChange(0, Duration.ZERO)).isSameAs(cause);
  }

  private static AdapterManifest version(int version) {
    LoraAdapter adapter = SPEC.initialAdapter();
    return new AdapterManifest(
        new AdapterVersion(CLUSTER, 1, version, adapter.digest()),
        "0".repeat(16),
        SPEC.layout().digest(),
        AdapterChunks.digests(adapter.values()),
        List.of(),
        Instant.EPOCH);
  }
}
