package io.tributary.infra.attack.poison;

import io.tributary.infra.attack.HostileClients;
import io.tributary.infra.attack.HostileVerdicts;
import io.tributary.infra.attack.Infiltration;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.follow.EmbeddingSpace;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.exchange.FederationState.BaseAdapter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs hostile clients in one federation until it is trained. They join when there are clusters and
 * an honest update to imitate, and answer every version of a cluster as soon as they receive it, so
 * that no window waits for them.
 */
final class Poisoners {
  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * The time to wait for the last decisions, which are in another topic than the version that they
   * led to, and may come after it.
   */
  private static final Duration LAST_DECISIONS = Duration.ofSeconds(5);

  private final Plan plan;
  private final HostileClients clients;
  private final FederationState federationState;
  private final HonestUpdates honest;
  private final Map<SlotId, AdapterVersion> answered = new HashMap<>();
  private List<TaskEmbedding> slots = List.of();
  private int sent;

  /**
   * The plan of the hostile clients.
   *
   * @param kind of poison
   * @param infiltration how they become members
   * @param clients number of them
   * @param target version of every cluster with which they are done
   * @param seed of what they draw
   */
  record Plan(Poison kind, Infiltration infiltration, int clients, int target, long seed) {}

  /**
   * The outcome of the hostile clients.
   *
   * @param sent updates
   * @param verdicts decisions about them
   * @param hostileMembers slots of theirs that have a cluster
   * @param members all slots that have one
   */
  record Outcome(int sent, HostileVerdicts.Counts verdicts, int hostileMembers, int members) {}

  private Poisoners(
      Plan plan, HostileClients clients, FederationState federationState, HonestUpdates honest) {
    this.plan = plan;
    this.clients = clients;
    this.federationState = federationState;
    this.honest = honest;
  }

  /**
   * Poisons a federation whose contract is published.
   *
   * @throws io.tributary.schemas.settings.Failure if broker or registry refuse access
   * @throws InterruptedException if they are to stop before it is trained
   */
  static Outcome poison(FederationConnection connection, Plan plan) throws InterruptedException {
    FederationSpec spec = FederationDirectory.read(connection);
    var topics = new TopicCatalogue(connection.federation(), 1);
    var ears = new Ears(new FederationState(spec, Set.of()), new HostileVerdicts());
    var settings = FollowSettings.newest(spec.layout(), Ledger.ALL).in(EmbeddingSpace.of(spec));
    try (var registry = SchemaRegistry.of(connection)) {
      Codecs codecs = Codecs.of(registry, topics);
      try (var clients = new HostileClients(connection, topics, codecs);
          var tap = new ChunkTap(connection, topics.updateChunks().name(), codecs.updateChunk());
          var follower = FederationFollower.start(connection, topics, codecs, settings, ears)) {
        var honest = new HonestUpdates(spec.layout().parameters());
        var poisoners = new Poisoners(plan, clients, ears.downstream(), honest);
        while (follower.isRunning() && !poisoners.areDone()) {
          tap.poll(POLL, honest::accept);
          poisoners.act();
        }
        ears.verdicts().await(poisoners.sent, LAST_DECISIONS);
        return poisoners.outcome(ears.verdicts().counts());
      }
    }
  }

  /** Returns whether every cluster has its last version. */
  private boolean areDone() {
    return !slots.isEmpty()
        && federationState.clusterState().stream()
            .flatMap(state -> state.assignments().values().stream())
            .allMatch(cluster -> version(cluster) >= plan.target());
  }

  private int version(ClusterId cluster) {
    return federationState.newest(cluster).version().version();
  }

  private void act() {
    federationState
        .clusterState()
        .ifPresent(
            state -> {
              if (slots.isEmpty()) {
                announce(state);
              }
              for (TaskEmbedding slot : slots) {
                state
                    .clusterOf(slot.slot())
                    .ifPresent(cluster -> answer(slot, cluster, state.epoch()));
              }
            });
  }

  private void announce(ClusterState state) {
    slots =
        plan.infiltration()
            .announcements(state, clients.announced(), plan.clients(), Instant.now());
    clients.announce(slots);
  }

  /** Sends one update of the newest version, once an honest one shows what is usual. */
  private void answer(TaskEmbedding slot, ClusterId cluster, int epoch) {
    BaseAdapter baseAdapter = federationState.newest(cluster);
    boolean due =
        baseAdapter.version().version() < plan.target()
            && !baseAdapter.version().equals(answered.get(slot.slot()));
    if (due) {
      honest
          .newest(cluster)
          .ifPresent(
              delta -> {
                long round =
                    31 * (plan.seed() + slot.slot().hashCode()) + baseAdapter.version().version();
                clients.send(slot, baseAdapter, epoch, plan.kind().of(delta, plan.seed(), round));
                answered.put(slot.slot(), baseAdapter.version());
                sent++;
              });
    }
  }

  private Outcome outcome(HostileVerdicts.Counts verdicts) {
    Set<SlotId> members = federationState.clusterState().orElseThrow().assignments().keySet();
    long hostile = members.stream().filter(slot -> Infiltration.isHostile(slot.client())).count();
    return new Outcome(sent, verdicts, (int) hostile, members.size());
  }

  /**
   * Receives the federation's records, on the follower's thread.
   *
   * @param downstream the state that workers keep, too
   * @param verdicts decisions of the ledger
   */
  private record Ears(FederationState downstream, HostileVerdicts verdicts)
      implements FollowListener {
    @Override
    public void clusterState(ClusterState state) {
      downstream.clusterState(state);
    }

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {
      downstream.version(manifest, adapter);
    }

    @Override
    public void decision(LedgerEntry entry) {
      verdicts.accept(entry);
    }

    @Override
    public void failed(RuntimeException cause) {
      downstream.failed(cause);
    }
  }
}
