package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.module.AdapterMerge;
import io.tributary.aggregation.merge.module.AdapterMerge.Trained;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Strategies that merge whole target modules, of adapters whose target modules no chunk holds
 * whole.
 */
class ModulesInSeveralChunksTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final int WINDOW = 2;

  /**
   * Three chunks; the second target module begins in the first, fills the second, ends in the
   * third.
   */
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          4,
          16,
          List.of(
              new TargetModule("first", 20_000, 13_000),
              new TargetModule("second", 60_000, 40_000),
              new TargetModule("third", 5, 3)));

  /** The versions that the whole adapters come to, and what was sent. */
  private final List<float[]> expected = new ArrayList<>();

  private final Map<UpdateId, float[]> sent = new HashMap<>();

  @Test
  void theLayoutIsWhatItSays() {
    assertThat(AdapterChunks.count(LAYOUT.parameters())).isEqualTo(3);
    assertThat(LAYOUT.offsetOfA(1)).isLessThan(AdapterChunks.FLOATS);
    assertThat(LAYOUT.offsetOfA(2)).isGreaterThan(2 * AdapterChunks.FLOATS);
  }

  /**
   * Also where a target module must be merged again for each of its chunks, and where an update is
   * as stale as it may be: then its origin is the oldest version that is kept.
   */
  @ParameterizedTest
  @CsvSource({"flora, true", "flora, false", "flexlora, true", "flexlora, false"})
  void everyVersionIsThatOfTheWholeAdapters(String strategy, boolean heap) {
    FederationSpec spec = spec(strategy);
    try (var harness = harness(spec, heap)) {
      List<FakeClient> clients = announced(harness);
      expected.add(spec.initialAdapter().values());
      AdapterVersion stale = harness.newest(C0);
      for (int version = 1; version <= 4; version++) {
        AdapterVersion newest = harness.newest(C0);
        send(harness, clients.get(0), version, newest);
        send(harness, clients.get(1), version, stale);
        stale = version == 1 ? stale : newest;
        AdapterManifest manifest = harness.manifests().get(version - 1);
        assertThat(manifest.contributions())
            .extracting(Contribution::staleness)
            .containsExactly(0, version == 1 ? 0 : 1);
        float[] next = next(spec, manifest);
        assertThat(harness.values(manifest.version())).isEqualTo(next);
        expected.add(next);
      }
      assertThat(harness.quarantine()).isEmpty();
    }
  }

  /** Neither a chunk that waits nor a part of a window that is merged. */
  @ParameterizedTest
  @ValueSource(strings = {"flora", "flexlora"})
  void nothingOfAWindowStaysBehind(String strategy) {
    FederationSpec spec = spec(strategy);
    try (var harness = new TopologyHarness(spec)) {
      List<FakeClient> clients = announced(harness);
      for (int version = 1; version <= 2; version++) {
        AdapterVersion newest = harness.newest(C0);
        clients
            .subList(0, 2)
            .forEach(client -> send(harness, client, newest.version() + 1, newest));
      }
      assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flora", "flexlora"})
  void aReleasedUpdateCountsWithAllItsChunks(String strategy) {
    FederationSpec spec = spec(strategy);
    try (var harness = new TopologyHarness(spec)) {
      List<FakeClient> clients = announced(harness);
      expected.add(spec.initialAdapter().values());
      AdapterVersion initial = harness.newest(C0);
      harness.block("client-1", "looks wrong");
      FakeClient.Update blocked = update(clients.get(1), 1, initial);
      harness.send(blocked);
      assertThat(harness.quarantine())
          .singleElement()
          .satisfies(record -> assertThat(record.reason()).isEqualTo(RejectReason.CLIENT_BLOCKED));
      harness.unblock("client-1");
      harness.release(blocked, new OperatorDecision("mira", "it is right"));
      send(harness, clients.get(0), 1, initial);
      AdapterManifest manifest = harness.manifests().get(0);
      assertThat(manifest.contributions())
          .extracting(Contribution::update)
          .contains(blocked.manifest().id());
      assertThat(harness.values(manifest.version())).isEqualTo(next(spec, manifest));
    }
  }

  /** Naively: every update's whole adapter at once. */
  private float[] next(FederationSpec spec, AdapterManifest manifest) {
    var strategy = (ModuleStrategy) MergeStrategies.named(spec.merge());
    int base = manifest.version().version() - 1;
    var trained = new ArrayList<Trained>();
    for (Contribution part : manifest.contributions()) {
      trained.add(
          new Trained(
              MergeContribution.of(part, LAYOUT.rank()),
              expected.get(base - part.staleness()),
              sent.get(part.update())));
    }
    return new AdapterMerge(LAYOUT, strategy).merge(trained, expected.get(base));
  }

  private void send(TopologyHarness harness, FakeClient client, int round, AdapterVersion base) {
    harness.send(update(client, round, base));
  }

  /** Of rank 2, a part of the layout's. */
  private FakeClient.Update update(FakeClient client, int round, AdapterVersion base) {
    float[] delta = client.delta(new float[LAYOUT.parameters()], round);
    FakeClient.Update update = client.update(round, base, 1, delta).ofRank(2);
    sent.put(update.manifest().id(), delta);
    return update;
  }

  private static TopologyHarness harness(FederationSpec spec, boolean heap) {
    return heap
        ? new TopologyHarness(spec)
        : new TopologyHarness(spec, HarnessSettings.withoutHeap());
  }

  private static List<FakeClient> announced(TopologyHarness harness) {
    var clients = new ArrayList<FakeClient>();
    for (int i = 0; i < WINDOW; i++) {
      clients.add(FakeClient.of(harness.spec(), "client-" + i, 0, 1, 10 + 7 * i));
    }
    clients.forEach(client -> harness.announce(client.embedding(0, 1)));
    return clients;
  }

  /** Windows of two updates, which may lag one version behind and are clipped. */
  private static FederationSpec spec(String strategy) {
    var window =
        new WindowSettings(
            Close.COUNT,
            WINDOW,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(5),
            1,
            StalenessDiscount.polynomial(1),
            Weighting.SAMPLES,
            100,
            NormSettings.none());
    return new FederationSpec(
        "test",
        "mini@00",
        2,
        LAYOUT,
        7,
        Federations.one(WINDOW),
        window,
        MergeSettings.of(strategy, OptimizerSettings.none()));
  }
}
