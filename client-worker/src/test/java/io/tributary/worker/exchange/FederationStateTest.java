package io.tributary.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.testkit.ConcurrentTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FederationStateTest {
  private static final ClusterId CLUSTER = new ClusterId(3);
  private static final FederationSpec SPEC =
      new FederationSpec(
          "f",
          "base@1",
          2,
          new AdapterLayout(1, 1, List.of(new TargetModule("only", 2, 2))),
          5,
          new ClusteringSettings(ClusteringSettings.Mode.TASKS, 2, 1, 1.5, 2, 1),
          WindowSettings.rounds());

  private final FederationState federationState = new FederationState(SPEC, Set.of());

  @Test
  void everyClusterStartsFromTheSeededAdapter() {
    FederationState.BaseAdapter baseAdapter = federationState.newest(CLUSTER);

    assertThat(baseAdapter.adapter()).isEqualTo(SPEC.initialAdapter());
    assertThat(baseAdapter.version())
        .isEqualTo(new AdapterVersion(CLUSTER, 0, 0, SPEC.initialAdapter().digest()));
  }

  @Test
  void aNewVersionWakesWhoWaits() throws Exception {
    long seen = federationState.changes();
    var woken =
        CompletableFuture.runAsync(
            () -> {
              try {
                federationState.awaitChange(seen, Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            ConcurrentTasks.ONE_EACH);

    federationState.version(version(4), SPEC.initialAdapter());
    woken.get(20, TimeUnit.SECONDS);

    assertThat(federationState.newest(CLUSTER).version().version()).isEqualTo(4);
  }

  @Test
  void waitingEndsWhenTheTimeIsUp() throws Exception {
    federationState.awaitChange(federationState.changes(), Duration.ofMillis(20));

    assertThat(federationState.clusterState()).isEmpty();
  }

  @Test
  void aFailureReachesWhoeverAsks() {
    var cause = new IllegalStateException("gone");
    federationState.failed(cause);

    assertThatThrownBy(federationState::clusterState).isSameAs(cause);
    assertThatThrownBy(() -> federationState.awaitChange(0, Duration.ZERO)).isSameAs(cause);
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
