package io.tributary.aggregation.topology.clustering;

import io.tributary.aggregation.cluster.BlockedClients;
import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.cluster.MembershipChanges;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.aggregation.topology.processor.RecordWriter;
import io.tributary.aggregation.topology.processor.TopologyNames.Sink;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the clustering by what was let pass: stores each change, and publishes the clusters, the
 * keys and, for each ledger, the members that result.
 *
 * @param clustering of all slots
 * @param store that holds it
 * @param keys of all clients
 * @param blocked clients
 * @param withheld slots of blocked clients
 * @param recordWriter of the clustering's processor
 */
record MembershipWriter(
    GlobalClustering clustering,
    ClusteringStore store,
    ClientKeys keys,
    BlockedClients blocked,
    WithheldSlots withheld,
    RecordWriter recordWriter) {

  void announce(TaskEmbedding embedding, long at) {
    SlotId slot = embedding.slot();
    ClusterState before = clustering.state().orElse(null);
    Member was = member(slot);
    keys.firstUse(embedding, Instant.ofEpochMilli(at)).ifPresent(first -> bind(first, at));
    store.putSlot(slot, recordWriter.codecs().taskEmbedding().encode(embedding));
    Optional<ClusterState> after = clustering.announce(embedding, Instant.ofEpochMilli(at));
    boolean changed =
        !member(slot).equals(was) && before != null && before.clusterOf(slot).isPresent();
    Set<SlotId> news = changed ? Set.of(slot) : Set.of();
    if (after.isPresent()) {
      publish(before, after.get(), at, news);
    } else if (changed) {
      // Its ledger needs to know; what all read is as it was, and large.
      MembershipChanges.between(before, before, this::member, news)
          .forEach(event -> recordWriter.clusterEvent(event, at));
    }
  }

  void withdraw(SlotId slot, long at) {
    ClusterState before = clustering.state().orElse(null);
    withheld.remove(slot);
    store.removeSlot(slot);
    clustering
        .withdraw(slot, Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at, Set.of()));
  }

  /** A blocked client's slots leave, and are withheld until it is unblocked. */
  void leave(ClientId client, long at) {
    ClusterState before = clustering.state().orElse(null);
    for (SlotId slot : clustering.slotsOf(client)) {
      withheld.put(slot, store.slot(slot));
      store.leave(slot, clustering.state().flatMap(state -> state.clusterOf(slot)));
    }
    clustering
        .leave(client, Instant.ofEpochMilli(at))
        .ifPresent(after -> publish(before, after, at, Set.of()));
  }

  void bind(ClientRegistration registration, long at) {
    store.putKey(registration);
    recordWriter.clientKey(registration, at);
  }

  void unbind(ClientId client, long at) {
    store.removeKey(client);
    recordWriter.remove(Sink.CLIENT_KEYS, client.value(), at);
  }

  /** Reports what is known of these slots, where they are members, to their ledgers. */
  void report(Set<SlotId> slots, long at) {
    ClusterState before = clustering.state().orElse(null);
    slots.removeIf(slot -> before == null || before.clusterOf(slot).isEmpty());
    if (!slots.isEmpty()) {
      clustering
          .revised(Instant.ofEpochMilli(at))
          .ifPresent(after -> publish(before, after, at, slots));
    }
  }

  /** Reports all members of every cluster: it changes nothing where they are known. */
  void reportAll(ClusterState state, long at) {
    MembershipChanges.between(null, state, this::member, Set.of())
        .forEach(event -> recordWriter.clusterEvent(event, at));
  }

  /** Reports the decisions about clients to every ledger: they change nothing where known. */
  void reportBlocks(ClientPattern clients, ClusterState state, long at) {
    blocked.about(clients, state).forEach(event -> recordWriter.clusterEvent(event, at));
  }

  private Member member(SlotId slot) {
    long samples = clustering.announced(slot).map(TaskEmbedding::samples).orElse(0L);
    return new Member(keys.key(slot.client()), samples);
  }

  private void publish(ClusterState before, ClusterState after, long at, Set<SlotId> reported) {
    store.putState(after, clustering.nextCluster());
    recordWriter.clusterState(after, at);
    blocked.news(before, after).forEach(event -> recordWriter.clusterEvent(event, at));
    for (MembersChanged change : MembershipChanges.between(before, after, this::member, reported)) {
      recordWriter.clusterEvent(change, at);
    }
  }
}
