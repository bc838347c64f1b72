package io.tributary.aggregation.topology;

import static io.tributary.aggregation.topology.ForgedOrders.C0;
import static io.tributary.aggregation.topology.ForgedOrders.EVIL;
import static io.tributary.aggregation.topology.ForgedOrders.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.UpdateChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody else writes into the aggregator's own topics. Rights keep strangers out of them;
 * should one get in, it stops nobody, and nothing that it does lasts.
 */
class ForgedOrdersTest {
  private static final int CLIENTS = 6;
  private static final int ROUNDS = 3;

  private interface Intruder {
    void act(TopologyHarness harness, List<FakeClient.Update> updates);
  }

  private static final Intruder NOBODY = (harness, updates) -> {};

  /** It sends a chunk, and orders it into the open window. */
  private static final Intruder ADDS_A_PART =
      (harness, updates) -> {
        FakeClient.Update honest = updates.get(CLIENTS - 1);
        harness.send(new UpdateChunk(EVIL, KEY, honest.chunks().get(0).payload()));
        int next = harness.newest(C0).version() + 1;
        harness.order(ForgedOrders.apply(next, ForgedOrders.part(256, 256, 1, 0, 1, 0), -1, ""));
      };

  static Stream<String> strategies() {
    return MergeStrategies.all(MergeSettings.defaults()).stream().map(MergeStrategy::name);
  }

  static Stream<String> strategiesThatDoNotMeasure() {
    return MergeStrategies.all(MergeSettings.defaults()).stream()
        .filter(strategy -> !(strategy instanceof SelectingStrategy))
        .map(MergeStrategy::name);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void whatCannotBeCarriedOutIsSetAsideAndChangesNothing(String strategy) {
    FederationSpec spec = spec(strategy);
    var forged = new ArrayList<Object>();
    Intruder intruder =
        (harness, updates) -> {
          var all = new ForgedOrders(updates.get(0).manifest(), harness.newest(C0).version());
          for (ChunkCommand order : all.orders()) {
            harness.order(order);
            forged.add(order);
            requireSetAside(harness, order);
          }
          for (ClusterEvent event : all.events()) {
            harness.event(event);
            forged.add(event);
            requireSetAside(harness, event);
          }
        };
    assertThat(digests(spec, intruder)).isEqualTo(digests(spec, NOBODY)).hasSizeGreaterThan(2);
    assertThat(forged).hasSizeGreaterThan(ROUNDS * 30);
  }

  private static void requireSetAside(TopologyHarness harness, Object forged) {
    assertThat(harness.quarantine())
        .as("%s", forged)
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.INVALID_ORDER);
  }

  /** It names a chunk that waits, and a window that is open: it cannot be told from a true one. */
  @ParameterizedTest
  @MethodSource("strategies")
  void anUpdateThatTheLedgerDidNotAcceptIsNotInTheVersion(String strategy) {
    FederationSpec spec = spec(strategy);
    assertThat(digests(spec, ADDS_A_PART)).isEqualTo(digests(spec, NOBODY));
  }

  /** The window is as large as the cluster: one part more was too many to measure, for good. */
  @Test
  void partsThatTheLedgerDidNotAcceptTakeNoRoom() {
    FederationSpec spec =
        spec(new MergeSettings("filtered-mean", 1, 0, 0.6, CLIENTS, OptimizerSettings.none()));
    assertThat(digests(spec, ADDS_A_PART)).isEqualTo(digests(spec, NOBODY)).hasSize(ROUNDS);
  }

  /** What it merges is what had been accepted: the ledger's own order finds the chunk written. */
  @ParameterizedTest
  @MethodSource("strategiesThatDoNotMeasure")
  void aCloseThatComesTooEarlyHoldsNobodyUp(String strategy) {
    FederationSpec spec = spec(strategy);
    Intruder intruder =
        (harness, updates) -> {
          int next = harness.newest(C0).version() + 1;
          long units = updates.get(0).manifest().samples() * 256;
          harness.order(
              new ChunkCommand.Close(KEY, next, units, List.of(updates.get(0).manifest().id())));
        };
    assertThat(digests(spec, intruder)).containsKey("c0/" + ROUNDS);
  }

  @Test
  void aDropOfAChunkThatWaitsLosesNothing() {
    FederationSpec spec = spec("weighted-mean");
    try (var harness = new TopologyHarness(spec)) {
      announce(harness);
      List<FakeClient.Update> updates = updates(harness, 1);
      for (FakeClient.Update update : updates) {
        update.chunks().forEach(harness::send);
        harness.order(new ChunkCommand.Drop(KEY, update.manifest().id()));
        harness.send(update.manifest());
      }
      assertThat(harness.newest(C0).digest()).isEqualTo(digests(spec, NOBODY).get("c0/1"));
    }
  }

  /** Nobody has anything new to say, and updates that came meanwhile have waited. */
  @Test
  void aForgedMembershipCostsNoUpdateAndEndsByItself() {
    FederationSpec spec = spec("weighted-mean");
    try (var harness = new TopologyHarness(spec)) {
      announce(harness);
      harness.event(new ClusterEvent.MembersChanged(C0, 1, 1, new TreeSet<SlotId>()));
      updates(harness, 1).forEach(harness::send);
      assertThat(harness.manifests()).isEmpty();
      harness.advance(Duration.ofSeconds(20));
      assertThat(harness.newest(C0).digest()).isEqualTo(digests(spec, NOBODY).get("c0/1"));
      assertThat(harness.quarantine()).isEmpty();
    }
  }

  /** The clustering has nothing new to say: then a person's word about any client is enough. */
  @Test
  void aForgedMembershipLastsUntilAPersonDecidesAboutAnyClient() {
    FederationSpec spec = spec("weighted-mean");
    try (var harness = new TopologyHarness(spec)) {
      announce(harness);
      var nobody = new TreeSet<SlotId>();
      harness.event(new ClusterEvent.MembersChanged(C0, 900, 900_000_000, nobody));
      harness.event(
          new ClusterEvent.ClientPolicyChanged(
              C0, updates(harness, 1).get(0).manifest().id().slot().client(), true, "forged"));
      harness.unblock("client-0");
      updates(harness, 1).forEach(harness::send);
      assertThat(harness.newest(C0).digest()).isEqualTo(digests(spec, NOBODY).get("c0/1"));
    }
  }

  private static FederationSpec spec(String strategy) {
    return spec(MergeSettings.of(strategy, OptimizerSettings.none()));
  }

  private static FederationSpec spec(MergeSettings merge) {
    return new FederationSpec(
        "test",
        "mini@00",
        2,
        Federations.layout(CLIENTS, 6, 4),
        7,
        Federations.one(CLIENTS),
        WindowSettings.rounds(),
        merge);
  }

  /** An intruder acts when some updates of the round are there and others are not. */
  private static Map<String, String> digests(FederationSpec spec, Intruder intruder) {
    var digests = new TreeMap<String, String>();
    try (var harness = new TopologyHarness(spec)) {
      announce(harness);
      for (int round = 1; round <= ROUNDS; round++) {
        List<FakeClient.Update> updates = updates(harness, round);
        harness.send(updates.get(0));
        intruder.act(harness, updates);
        updates.subList(1, CLIENTS).forEach(harness::send);
      }
      harness.manifests().forEach(m -> digests.put(m.key(), m.version().digest()));
    }
    return digests;
  }

  private static void announce(TopologyHarness harness) {
    StrategyFederation.clients(harness.spec())
        .forEach(client -> harness.announce(client.embedding(0, 1)));
  }

  private static List<FakeClient.Update> updates(TopologyHarness harness, int round) {
    FederationSpec spec = harness.spec();
    boolean stacks = spec.merge().strategy().equals("flora");
    var updates = new ArrayList<FakeClient.Update>();
    for (FakeClient client : StrategyFederation.clients(spec)) {
      float[] delta = client.delta(spec.initialAdapter().values(), round);
      FakeClient.Update update = client.update(round, harness.newest(C0), 1, delta);
      updates.add(stacks ? update.ofRank(1) : update);
    }
    assertThat(AdapterChunks.count(spec.layout().parameters())).isEqualTo(1);
    return updates;
  }
}
