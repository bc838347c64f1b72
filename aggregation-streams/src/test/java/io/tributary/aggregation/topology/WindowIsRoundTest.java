package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** With "close when all have reported" the stream is FedRouter, bit for bit. */
class WindowIsRoundTest {

  @Property(tries = 60)
  void streamEqualsPlainFedRouterInAnyOrderWithDuplicates(
      @ForAll @IntRange(min = 1, max = 7) int clients,
      @ForAll @IntRange(min = 1, max = 3) int slots,
      @ForAll @IntRange(min = 1, max = 4) int clusters,
      @ForAll @IntRange(min = 1, max = 4) int rounds,
      @ForAll boolean heap,
      @ForAll Clip clip,
      @ForAll long seed) {
    var random = new Random(seed);
    FederationSpec spec =
        Federations.spec(Federations.SMALL, Federations.tasks(clusters, clients), clip.settings());
    Map<SlotId, FakeClient> members = members(spec, clients, slots, random);
    Map<SlotId, float[]> centroids = centroids(members, random);
    TopologySettings settings =
        heap ? HarnessSettings.on(StateBackend.MEMORY) : HarnessSettings.withoutHeap();
    try (var harness = new TopologyHarness(spec, settings)) {
      announceShuffled(harness, members, centroids, random);
      var labels = new TreeMap<SlotId, Integer>();
      harness.clusters().assignments().forEach((slot, id) -> labels.put(slot, id.value()));
      assertThat(labels.keySet()).isEqualTo(members.keySet());
      if (slots == 1) {
        // Of clients with several slots, clusters that are siblings are joined before others are.
        assertThat(labels).isEqualTo(plainClusters(centroids, clusters, spec));
      }
      Map<Integer, float[]> plain = new TreeMap<>();
      Map<Integer, PlainFedRouter> fedRouters = new TreeMap<>();
      for (int label : labels.values()) {
        plain.put(label, spec.initialAdapter().values());
        fedRouters.put(label, new PlainFedRouter(spec.window()));
      }

      for (int round = 1; round <= rounds; round++) {
        List<FakeClient.Update> updates = new ArrayList<>();
        Map<Integer, List<PlainFedRouter.Part>> parts = new TreeMap<>();
        for (FakeClient member : members.values()) {
          int label = labels.get(member.slot());
          float[] delta = member.delta(plain.get(label), round);
          updates.add(member.update(round, harness.newest(new ClusterId(label)), 1, delta));
          parts
              .computeIfAbsent(label, c -> new ArrayList<>())
              .add(new PlainFedRouter.Part(delta, member.samples()));
        }
        sendShuffledWithDuplicates(harness, updates, random);
        plain.replaceAll((label, global) -> fedRouters.get(label).round(global, parts.get(label)));

        for (var entry : plain.entrySet()) {
          var newest = harness.newest(new ClusterId(entry.getKey()));
          assertThat(newest.version()).isEqualTo(round);
          assertThat(harness.values(newest)).containsExactly(entry.getValue());
        }
      }
      assertThat(harness.decisions())
          .filteredOn(entry -> entry.verdict() != Verdict.DUPLICATE)
          .hasSize(members.size() * rounds)
          .extracting(LedgerEntry::verdict)
          .containsOnly(Verdict.ACCEPTED);
      assertThat(harness.quarantine()).isEmpty();
    }
  }

  /** Fake updates of twenty values have norms around 2: tight bounds are felt by many of them. */
  enum Clip {
    DEFAULT {
      @Override
      WindowSettings settings() {
        return WindowSettings.rounds();
      }
    },
    FIXED {
      @Override
      WindowSettings settings() {
        return Federations.rounds(1.75, NormSettings.none());
      }
    },
    USUAL {
      @Override
      WindowSettings settings() {
        return Federations.rounds(0, new NormSettings(0, 0, 1, 0.5, 5, 3));
      }
    };

    abstract WindowSettings settings();
  }

  private static Map<SlotId, FakeClient> members(
      FederationSpec spec, int clients, int slots, Random random) {
    var members = new TreeMap<SlotId, FakeClient>();
    for (int client = 0; client < clients; client++) {
      for (int index = 0; index < slots; index++) {
        var member = FakeClient.of(spec, "client-" + client, index, slots, 1 + random.nextInt(500));
        members.put(member.slot(), member);
      }
    }
    return members;
  }

  private static Map<SlotId, float[]> centroids(Map<SlotId, FakeClient> members, Random random) {
    var centroids = new TreeMap<SlotId, float[]>();
    members
        .keySet()
        .forEach(slot -> centroids.put(slot, new float[] {coordinate(random), coordinate(random)}));
    return centroids;
  }

  /** Neither too short nor too long for a mean of embeddings of length 1. */
  private static float coordinate(Random random) {
    return 0.1f + 0.6f * random.nextFloat();
  }

  private static Map<SlotId, Integer> plainClusters(
      Map<SlotId, float[]> centroids, int clusters, FederationSpec spec) {
    float[][] points = centroids.values().toArray(float[][]::new);
    int k = Math.min(clusters, points.length);
    int[] labels = KMeans.fit(points, k, KMeans.RESTARTS, spec.clustering().seed()).labels();
    var bySlot = new TreeMap<SlotId, Integer>();
    int at = 0;
    for (SlotId slot : centroids.keySet()) {
      bySlot.put(slot, labels[at++]);
    }
    return bySlot;
  }

  private static void announceShuffled(
      TopologyHarness harness,
      Map<SlotId, FakeClient> members,
      Map<SlotId, float[]> centroids,
      Random random) {
    var order = new ArrayList<>(members.values());
    Collections.shuffle(order, random);
    order.forEach(member -> harness.announce(member.embedding(centroids.get(member.slot()))));
  }

  private static void sendShuffledWithDuplicates(
      TopologyHarness harness, List<FakeClient.Update> updates, Random random) {
    var sends = new ArrayList<Runnable>();
    for (FakeClient.Update update : updates) {
      int copies = 1 + random.nextInt(2);
      for (int copy = 0; copy < copies; copy++) {
        sends.add(() -> harness.send(update.manifest()));
        update.chunks().forEach(chunk -> sends.add(() -> harness.send(chunk)));
      }
    }
    Collections.shuffle(sends, random);
    sends.forEach(Runnable::run);
  }
}
