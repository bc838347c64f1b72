package io.tributary.aggregation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MembershipChangesTest {
  private static final SlotId A = SlotId.parse("a/0");
  private static final SlotId B = SlotId.parse("b/0");

  @Test
  void tellsEveryClusterItsFirstMembers() {
    assertThat(between(null, state(1, 1, A, 0, B, 1)))
        .extracting(MembersChanged::cluster, MembersChanged::slots)
        .containsExactly(tuple(0, A), tuple(1, B));
  }

  @Test
  void tellsOnlyClustersWhoseMembersChangedWithinAnEpoch() {
    assertThat(between(state(1, 1, A, 0), state(1, 2, A, 0, B, 1)))
        .extracting(MembersChanged::cluster)
        .containsExactly(new ClusterId(1));
  }

  @Test
  void tellsEveryClusterANewEpochAndAGoneOneThatItIsEmpty() {
    var changes = between(state(1, 1, A, 0, B, 1), state(2, 2, A, 0, B, 0));
    assertThat(changes).hasSize(2).allMatch(change -> change.epoch() == 2);
    assertThat(changes.get(1).slots()).isEmpty();
  }

  private static org.assertj.core.groups.Tuple tuple(int cluster, SlotId slot) {
    return org.assertj.core.groups.Tuple.tuple(
        new ClusterId(cluster), new java.util.TreeSet<>(Set.of(slot)));
  }

  private static ClusterState state(int epoch, long revision, Object... slotsAndClusters) {
    SortedMap<SlotId, ClusterId> assignments = new TreeMap<>();
    for (int i = 0; i < slotsAndClusters.length; i += 2) {
      assignments.put(
          (SlotId) slotsAndClusters[i], new ClusterId((Integer) slotsAndClusters[i + 1]));
    }
    var clusters = new ArrayList<ClusterCentroid>();
    Set.copyOf(assignments.values()).stream()
        .sorted()
        .forEach(id -> clusters.add(new ClusterCentroid(id, new float[2], 0)));
    return new ClusterState(epoch, revision, "m", clusters, assignments, Set.of(), FakeClient.NOW);
  }

  @Test
  void tellsOfAMemberOfWhichSomethingElseIsKnown() {
    var changes =
        MembershipChanges.between(
            state(1, 1, A, 0, B, 1),
            state(1, 2, A, 0, B, 1),
            slot -> new Member(KEY, 7),
            Set.of(B));

    assertThat(changes)
        .containsExactly(
            new MembersChanged(
                new ClusterId(1), 1, 2, new TreeMap<>(Map.of(B, new Member(KEY, 7)))));
  }

  private static final Optional<ClientKey> KEY = Optional.of(new ClientKey("ab".repeat(32)));

  private static List<MembersChanged> between(ClusterState before, ClusterState after) {
    return MembershipChanges.between(before, after, slot -> Member.UNKNOWN, Set.of());
  }
}
