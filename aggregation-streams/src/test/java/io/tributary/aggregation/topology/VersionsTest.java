package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a published version is. */
class VersionsTest {
  private static final ClusterId C0 = new ClusterId(0);

  @ParameterizedTest
  @EnumSource
  void anAdapterOfThreeChunksIsMergedWholeInEitherBackend(StateBackend backend) {
    FederationSpec spec =
        Federations.spec(Federations.LARGE, Federations.one(2), WindowSettings.rounds());
    assertThat(AdapterChunks.count(spec.layout().parameters())).isEqualTo(3);
    FakeClient a = FakeClient.of(spec, "a", 0, 1, 30);
    FakeClient b = FakeClient.of(spec, "b", 0, 1, 10);
    try (var harness = new TopologyHarness(spec, HarnessSettings.on(backend))) {
      harness.announce(a.embedding(0, 1));
      harness.announce(b.embedding(0, 1));
      float[] plain = spec.initialAdapter().values();
      var fedRouter = new PlainFedRouter(spec.window());
      for (int round = 1; round <= 2; round++) {
        float[] deltaA = a.delta(plain, round);
        float[] deltaB = b.delta(plain, round);
        harness.send(a.update(round, harness.newest(C0), 1, deltaA));
        harness.send(b.update(round, harness.newest(C0), 1, deltaB));
        plain =
            fedRouter.round(
                plain,
                List.of(new PlainFedRouter.Part(deltaA, 30), new PlainFedRouter.Part(deltaB, 10)));
        assertThat(harness.values(harness.newest(C0))).isEqualTo(plain);
      }
    }
  }

  /** McMahan et al. 2017: w + sum n_k (w_k - w) / n, with numbers that floats hold exactly. */
  @Test
  void oneClusterWithOneSlotPerClientIsFedAvg() {
    FederationSpec spec = Federations.rounds(Federations.one(2));
    float[] three = constant(spec.layout(), 3);
    float[] one = constant(spec.layout(), -1);
    try (var harness = new TopologyHarness(spec)) {
      FakeClient a = announced(harness, "a", 3);
      FakeClient b = announced(harness, "b", 1);
      harness.send(a.update(1, harness.newest(C0), 1, three));
      harness.send(b.update(1, harness.newest(C0), 1, one));
      float[] values = harness.values(harness.newest(C0));
      float[] initial = spec.initialAdapter().values();
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isEqualTo(initial[i] + (3 * 3f - 1) / 4);
      }
    }
  }

  @Test
  void aStaleUpdateMovesTheNextWindowLess() {
    WindowSettings everyUpdate =
        new WindowSettings(
            Close.COUNT,
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(5),
            10,
            StalenessDiscount.polynomial(1),
            Weighting.SAMPLES,
            0,
            NormSettings.none());
    FederationSpec spec = Federations.spec(Federations.SMALL, Federations.one(2), everyUpdate);
    try (var harness = new TopologyHarness(spec)) {
      FakeClient a = announced(harness, "a", 8);
      FakeClient b = announced(harness, "b", 8);
      var base = harness.newest(C0);
      harness.send(a.update(1, base, 1, new float[20]));
      float[] before = harness.values(harness.newest(C0));
      harness.send(b.update(1, base, 1, constant(spec.layout(), 1)));
      AdapterManifest manifest = harness.manifests().get(1);
      assertThat(manifest.contributions())
          .containsExactly(
              new Contribution(
                  new io.tributary.schemas.id.UpdateId(SlotId.parse("b/0"), 1),
                  1024,
                  1,
                  1,
                  2048,
                  0,
                  0));
      // s(1) = 1/2, and the divisor is the undiscounted weight.
      assertThat(harness.values(harness.newest(C0))[0]).isEqualTo(before[0] + 0.5f);
    }
  }

  @Test
  void everyVersionNamesItsPredecessorAndOldOnesAreRemoved() {
    FederationSpec spec = Federations.rounds(Federations.one(1));
    try (var harness = new TopologyHarness(spec)) {
      FakeClient a = announced(harness, "a", 8);
      String previous = spec.initialAdapter().digest();
      for (int version = 1; version <= 3; version++) {
        harness.send(a.update(version, harness.newest(C0), 1, a.delta(new float[20], version)));
        AdapterManifest manifest = harness.manifests().get(version - 1);
        assertThat(manifest.previousDigest()).isEqualTo(previous);
        previous = manifest.version().digest();
      }
      var base = harness.newest(C0);
      harness.values(base);
      // The harness keeps three versions: the fourth removes the first.
      harness.send(a.update(4, base, 1, a.delta(new float[20], 4)));
      assertThat(harness.tombstones(harness.topics().globalAdapters())).containsExactly("c0/1");
      // In the same transaction: nobody finds chunks without their manifest, or the other way.
      assertThat(harness.tombstones(harness.topics().globalAdapterChunks()))
          .containsExactly("c0/1/0");
    }
  }

  /** Whoever reads the topics need not know how the first values are drawn. */
  @Test
  void versionZeroIsPublishedOnceWhenTheClusterIsBorn() {
    FederationSpec spec = Federations.rounds(Federations.one(1));
    try (var harness = TopologyHarness.restartedAllTheTime(1, spec)) {
      FakeClient a = announced(harness, "a", 8);
      announced(harness, "b", 8);
      List<AdapterChunk> chunks = harness.chunks();
      harness.send(a.update(1, harness.newest(C0), 1, a.delta(new float[20], 1)));

      assertThat(harness.initial()).hasSize(1);
      AdapterManifest initial = harness.initial().get(0);
      String digest = spec.initialAdapter().digest();
      assertThat(initial.version()).isEqualTo(new AdapterVersion(C0, 0, 0, digest));
      assertThat(initial.previousDigest()).isEqualTo(digest);
      assertThat(initial.contributions()).isEmpty();
      assertThat(chunks).hasSize(1);
      assertThat(chunks.get(0).recordKey()).isEqualTo("c0/0/0");
      assertThat(chunks.get(0).layoutDigest()).contains(spec.layout().fullDigest());
      assertThat(chunks.get(0).payload())
          .isEqualTo(AdapterChunks.encode(spec.initialAdapter().values(), 0));
    }
  }

  @Test
  void aClusterBornInALaterEpochStartsFromTheInitialAdapter() {
    FederationSpec spec = Federations.rounds(Federations.tasks(1, 2));
    try (var harness = new TopologyHarness(spec)) {
      harness.announce(FakeClient.of(spec, "a", 0, 1, 5).embedding(0, 1));
      harness.announce(FakeClient.of(spec, "b", 0, 1, 5).embedding(0.1f, 0.99f));
      FakeClient c = FakeClient.of(spec, "c", 0, 1, 5);
      FakeClient d = FakeClient.of(spec, "d", 0, 1, 5);
      harness.announce(c.embedding(1, 0));
      harness.announce(d.embedding(1, 0));
      assertThat(harness.clusters().epoch()).isEqualTo(2);
      ClusterId born = harness.clusters().clusterOf(c.slot()).orElseThrow();
      assertThat(born).isEqualTo(new ClusterId(1));
      var initial = harness.newest(born);
      harness.send(c.update(1, initial, 2, new float[20]));
      harness.send(d.update(1, initial, 2, new float[20]));
      assertThat(harness.newest(born).name()).startsWith("c1@2.1-");
      assertThat(harness.values(harness.newest(born)))
          .containsExactly(spec.initialAdapter().values());
    }
  }

  private static FakeClient announced(TopologyHarness harness, String client, long samples) {
    FakeClient fake = FakeClient.of(harness.spec(), client, 0, 1, samples);
    harness.announce(fake.embedding(0, 1));
    return fake;
  }

  private static float[] constant(AdapterLayout layout, float value) {
    float[] values = new float[layout.parameters()];
    java.util.Arrays.fill(values, value);
    return values;
  }
}
