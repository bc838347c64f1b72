package io.tributary.aggregation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlockedClientsTest {
  private static final ClientId A = new ClientId("a");

  private final BlockedClients blocked = new BlockedClients(List.of());

  @Test
  void tellsEveryClusterAndOnlyWhatIsNew() {
    ClusterState state = state(0, 3);
    assertThat(blocked.decided(policy(true, "spam"), state))
        .containsExactly(
            new ClientPolicyChanged(new ClusterId(0), A, true, "spam"),
            new ClientPolicyChanged(new ClusterId(3), A, true, "spam"));
    assertThat(blocked.decided(policy(true, "spam"), state)).isEmpty();
    assertThat(blocked.decided(policy(true, "more spam"), state)).hasSize(2);
    assertThat(blocked.decided(policy(false, ""), state))
        .contains(new ClientPolicyChanged(new ClusterId(3), A, false, ""));
    assertThat(blocked.blocking(A)).isEmpty();
  }

  @Test
  void tellsAClusterThatIsBornLaterWhoIsBlocked() {
    assertThat(blocked.decided(policy(true, "spam"), null)).isEmpty();
    assertThat(blocked.news(null, state(0)))
        .containsExactly(new ClientPolicyChanged(new ClusterId(0), A, true, "spam"));
    assertThat(blocked.news(state(0), state(0, 1)))
        .containsExactly(new ClientPolicyChanged(new ClusterId(1), A, true, "spam"));
    assertThat(blocked.news(state(0, 1), state(0, 1))).isEmpty();
  }

  @Test
  void aPatternIsOneEventForEveryClusterAndBlocksWhoIsYetToCome() {
    assertThat(blocked.decided(pattern("a*", true), state(0)))
        .containsExactly(
            new ClientPolicyChanged(new ClusterId(0), new ClientPattern("a*"), true, "bots", true));
    assertThat(blocked.blocking(A)).isPresent();
    assertThat(blocked.among(List.of(A, new ClientId("ab"), new ClientId("b"))))
        .containsExactlyInAnyOrder(A, new ClientId("ab"));
    assertThat(blocked.news(null, state(7)))
        .containsExactly(
            new ClientPolicyChanged(new ClusterId(7), new ClientPattern("a*"), true, "bots", true));
  }

  @Test
  void whoIsUnblockedByNameStaysSoUntilThatIsForgotten() {
    blocked.decided(policy(false, ""), null);
    blocked.decided(pattern("a*", true), null);
    assertThat(blocked.blocking(A)).isEmpty();
    assertThat(blocked.news(null, state(0)))
        .contains(new ClientPolicyChanged(new ClusterId(0), A, false, ""));
    assertThat(blocked.forgotten(ClientPattern.of(A), state(0)))
        .containsExactly(
            new ClientPolicyChanged(new ClusterId(0), ClientPattern.of(A), false, "", false));
    assertThat(blocked.blocking(A)).isPresent();
    assertThat(blocked.forgotten(ClientPattern.of(A), state(0))).isEmpty();
  }

  private static ClientPolicy pattern(String clients, boolean block) {
    return new ClientPolicy(
        new ClientPattern(clients), block, new OperatorDecision("operator", "bots"), Instant.EPOCH);
  }

  private static ClientPolicy policy(boolean block, String why) {
    return new ClientPolicy(A, block, new OperatorDecision("operator", why), Instant.EPOCH);
  }

  private static ClusterState state(int... clusters) {
    List<ClusterCentroid> centroids =
        Arrays.stream(clusters)
            .mapToObj(id -> new ClusterCentroid(new ClusterId(id), new float[] {id}, 1))
            .toList();
    return new ClusterState(1, 1, "base", centroids, new TreeMap<>(), Set.of(), Instant.EPOCH);
  }
}
