package io.tributary.aggregation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlotCapacityTest {
  private static final int RECORD = 1 << 20;

  private final FederationSpec spec = Federations.rounds(Federations.tasks(1, 1));

  @Test
  void aStateOfAllSlotsThatThereIsRoomForFitsARecord() {
    var slots = new AnnouncedSlots();
    var room = new SlotCapacity(spec);
    var assignments = new TreeMap<SlotId, ClusterId>();
    TaskEmbedding next = slot("n".repeat(90), 0);
    for (int i = 0; room.whyFull(slots, next.slot()).isEmpty(); i++) {
      slots.put(next);
      assignments.put(next.slot(), new ClusterId(1_000));
      next = slot("n".repeat(90), i + 1);
    }
    var state = new ClusterState(1, 1, "mini@00", List.of(), assignments, Set.of(), Instant.EPOCH);
    var codecs = Codecs.of(SchemaRegistry.inMemory("room"), new TopicCatalogue("test", 1));
    assertThat(codecs.clusterState().encode(state).length).isBetween(RECORD / 2, RECORD - 10_000);
  }

  @Test
  void whoIsInMayAnnounceAgainAndOthersMayNotUntilOneLeaves() {
    FederationSpec two = spec.with(new MembershipSettings(MembershipSettings.Mode.UNSIGNED, 0, 2));
    var clustering = new GlobalClustering(two);
    clustering.announce(slot("a", 0), FakeClient.NOW);
    clustering.announce(slot("b", 0), FakeClient.NOW);
    assertThat(clustering.whyFull(SlotId.parse("a0/0"))).isEmpty();
    assertThat(clustering.whyFull(SlotId.parse("c0/0")))
        .hasValueSatisfying(why -> assertThat(why).contains("must be <= 2, would be 3"));
    clustering.withdraw(SlotId.parse("a0/0"), FakeClient.NOW);
    assertThat(clustering.whyFull(SlotId.parse("c0/0"))).isEmpty();
  }

  @Test
  void ofStoredSlotsTheNewestBeyondTheBoundAreNamed() {
    FederationSpec two = spec.with(new MembershipSettings(MembershipSettings.Mode.UNSIGNED, 0, 2));
    var stored = new ArrayList<TaskEmbedding>();
    for (int i = 0; i < 4; i++) {
      TaskEmbedding slot = slot("s", i);
      stored.add(
          new TaskEmbedding(
              slot.slot(), 1, "mini@00", 1, slot.centroid(), 0, FakeClient.NOW.minusSeconds(i)));
    }
    var memory = new ClusteringMemory(stored, null, 0, Map.of());
    assertThat(memory.beyondRoom(two)).containsExactly(SlotId.parse("s1/0"), SlotId.parse("s0/0"));
    assertThat(memory.without(memory.beyondRoom(two)).slots()).hasSize(2);
  }

  private TaskEmbedding slot(String client, int number) {
    return FakeClient.of(spec, client + number, 0, 1, 10).embedding(0, 1);
  }
}
