package io.tributary.aggregation.topology;

import static io.tributary.aggregation.topology.ForgedOrders.C0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.HostileRecords.Hostile;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever lies in a topic, the aggregator reads it again at every start. So hostile records go
 * into every topic that it reads, between an honest federation's, and every processor starts anew
 * from its store after every record. What honest clients get is what an undisturbed federation
 * gets, byte for byte. {@code -Dtributary.fuzz.records=100000} feeds more, {@code
 * -Dtributary.fuzz.seed=7} another mix; a failure names the seed and the record.
 */
class RestartFuzzTest {
  private static final int RECORDS = Integer.getInteger("tributary.fuzz.records", 1_000);
  private static final long SEED = Long.getLong("tributary.fuzz.seed", 20_261_130);
  private static final int ROUNDS = 10;
  private static final int CLIENTS = 5;

  @ParameterizedTest
  @ValueSource(strings = {"weighted-mean", "filtered-mean", "fedasync", "flora", "trimmed-mean"})
  void hostileRecordsChangeNothingHoweverOftenAllIsRestarted(String strategy) {
    FederationSpec spec = spec(strategy);
    long seed = SEED + strategy.hashCode();
    Map<String, String> undisturbed;
    try (var harness = new TopologyHarness(spec)) {
      undisturbed = live(harness, () -> {});
    }
    assertThat(undisturbed).hasSizeGreaterThanOrEqualTo(ROUNDS);
    try (var harness = TopologyHarness.restartedAllTheTime(partitions(), spec)) {
      var intruder = new Intruder(harness, new Random(seed));
      assertThat(live(harness, intruder::strike)).as("seed %d", seed).isEqualTo(undisturbed);
      harness.advance(Duration.ofMinutes(11));
      harness.advance(Duration.ofMinutes(11));
      assertThat(harness.stored(TopologyNames.LEDGERS_STORE))
          .as("seed %d", seed)
          .noneMatch(key -> key.contains(" pending/"));
      intruder.requireAllDecidedOnce();
    }
  }

  /** What strikes, and what becomes of it. */
  private static final class Intruder {
    private final TopologyHarness harness;
    private final HostileRecords records;
    private final List<LedgerEntry> decisions = new ArrayList<>();
    private int sent;

    Intruder(TopologyHarness harness, Random random) {
      this.harness = harness;
      FakeClient any = clients(harness.spec()).get(0);
      var manifest =
          any.update(1, harness.newest(C0), 1, new float[parameters(harness)]).manifest();
      records = new HostileRecords(random, harness.topics(), harness.codecs(), manifest);
    }

    private static int parameters(TopologyHarness harness) {
      return harness.spec().layout().parameters();
    }

    /** So often that the wanted number of records comes together. */
    void strike() {
      int strikes = ROUNDS * CLIENTS * 2;
      for (int left = (RECORDS + strikes - 1) / strikes; left > 0; left--) {
        Hostile hostile = records.next(harness.newest(C0).version());
        harness.quarantine();
        try {
          harness.sendRaw(hostile.topic(), hostile.key(), hostile.value());
        } catch (RuntimeException e) {
          throw new AssertionError("record " + sent + " ended the topology: " + text(hostile), e);
        }
        sent++;
        if (hostile.refused()) {
          assertThat(harness.quarantine()).as("%d: %s", sent, text(hostile)).isNotEmpty();
        }
        decisions.addAll(harness.decisions());
      }
    }

    void requireAllDecidedOnce() {
      decisions.addAll(harness.decisions());
      assertThat(sent).isGreaterThanOrEqualTo(RECORDS);
      assertThat(decisions)
          .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
          .extracting(LedgerEntry::update)
          .doesNotHaveDuplicates()
          .hasSize(ROUNDS * CLIENTS)
          .noneMatch(update -> update.toString().contains("evil"));
    }

    private static String text(Hostile hostile) {
      String key = hostile.key() == null ? "no key" : hostile.key();
      return hostile.what()
          + " to "
          + hostile.topic().name()
          + " under "
          + (key.length() > 60 ? key.substring(0, 60) + "..." : key);
    }
  }

  private interface Strike {
    void strike();
  }

  /** Rounds of honest clients; something happens before each of their records. */
  private static Map<String, String> live(TopologyHarness harness, Strike between) {
    FederationSpec spec = harness.spec();
    List<FakeClient> clients = clients(spec);
    clients.forEach(client -> harness.announce(client.embedding(0, 1)));
    for (int round = 1; round <= ROUNDS; round++) {
      for (FakeClient client : clients) {
        float[] delta = client.delta(spec.initialAdapter().values(), round);
        FakeClient.Update update = client.update(round, harness.newest(C0), 1, delta);
        if (spec.merge().strategy().equals("flora")) {
          update = update.ofRank(1);
        }
        between.strike();
        harness.send(update.manifest());
        between.strike();
        update.chunks().forEach(harness::send);
      }
    }
    var digests = new TreeMap<String, String>();
    harness.manifests().forEach(m -> digests.put(m.key(), m.version().digest()));
    return digests;
  }

  private static FederationSpec spec(String strategy) {
    return new FederationSpec(
        "test",
        "mini@00",
        2,
        Federations.layout(CLIENTS, 6, 4),
        7,
        Federations.one(CLIENTS),
        WindowSettings.rounds(),
        MergeSettings.of(strategy, OptimizerSettings.none()));
  }

  private static List<FakeClient> clients(FederationSpec spec) {
    return StrategyFederation.clients(spec).subList(0, CLIENTS);
  }

  /** So many that the cluster and its chunk lie on the one partition that the driver has. */
  private static int partitions() {
    int partitions = 2;
    while (new TopicCatalogue("test", partitions).adapterUpdates().partitionOf("c0") != 0
        || new TopicCatalogue("test", partitions).updateChunks().partitionOf("c0/0") != 0) {
      partitions++;
    }
    return partitions;
  }
}
