package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorAppTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path dir;

  @Test
  void runsRoundsOnARealBrokerExactlyOnce() throws Exception {
    FederationSpec spec =
        Federations.named(
            KAFKA.uniqueName("rounds"),
            Federations.LARGE,
            Federations.tasks(2, 4),
            WindowSettings.rounds());
    try (var federation = new LiveFederation(KAFKA, spec);
        var app = start(federation)) {
      app.awaitReady(Duration.ofSeconds(60));
      var fleet = FakeFleet.of(federation, 4);
      SortedSet<ClusterId> clusters = fleet.announce();
      for (int round = 1; round <= 3; round++) {
        for (FakeClient.Update update : fleet.updates(round)) {
          federation.send(update);
          federation.send(update);
        }
        for (ClusterId cluster : clusters) {
          federation.awaitVersion(cluster, round);
        }
      }
      assertThat(federation.digests()).hasSize(6);
      assertThat(federation.decisions)
          .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
          .extracting(LedgerEntry::update)
          .doesNotHaveDuplicates()
          .hasSize(12);
      clusters.forEach(cluster -> federation.values(federation.newest(cluster)));
    }
  }

  /** Tasks of two partitions write the chunks of a start; a follower puts them together. */
  @Test
  void writesWhereContributorsStartAgain() throws Exception {
    var spec =
        new FederationSpec(
            KAFKA.uniqueName("starts"),
            "mini@00",
            2,
            Federations.LARGE,
            7,
            Federations.tasks(2, 4),
            WindowSettings.rounds(),
            MergeSettings.defaults().with(PersonalInitMode.ALWAYS));
    try (var federation = new LiveFederation(KAFKA, spec);
        var app = start(federation)) {
      app.awaitReady(Duration.ofSeconds(60));
      var fleet = FakeFleet.of(federation, 4);
      SortedSet<ClusterId> clusters = fleet.announce();
      var heard = new LinkedBlockingQueue<PersonalInits.Start>();
      try (FederationFollower follower = federation.follow(fleet, heard)) {
        for (int round = 1; round <= 2; round++) {
          var sent = new TreeMap<UpdateId, UpdateManifest>();
          var offsets = new TreeMap<UpdateId, List<UpdateChunk>>();
          for (FakeClient.Update update : fleet.updates(round)) {
            sent.put(update.manifest().id(), update.manifest());
            offsets.put(update.manifest().id(), update.chunks());
            federation.send(update);
          }
          for (ClusterId cluster : clusters) {
            federation.awaitVersion(cluster, round);
          }
          for (int each = 0; each < 4; each++) {
            PersonalInits.Start start = heard.poll(90, TimeUnit.SECONDS);
            assertThat(start.version()).isEqualTo(federation.newest(start.version().cluster()));
            UpdateManifest manifest = sent.remove(start.update());
            assertThat(start.adapter().values())
                .isEqualTo(expected(federation, start, offsets.get(manifest.id())));
          }
          assertThat(sent).isEmpty();
        }
        assertThat(follower.skipped()).isZero();
      }
      assertThat(heard).isEmpty();
    }
  }

  /** The version plus the part of the update that it does not hold yet. */
  private static float[] expected(
      LiveFederation federation, PersonalInits.Start start, List<UpdateChunk> offset) {
    AdapterManifest manifest =
        federation.manifests.stream()
            .filter(published -> published.version().equals(start.version()))
            .findFirst()
            .orElseThrow();
    double samples = manifest.contributions().stream().mapToLong(Contribution::weight).sum();
    double own =
        manifest.contributions().stream()
            .filter(part -> part.update().equals(start.update()))
            .mapToLong(Contribution::weight)
            .sum();
    float[] values = federation.values(start.version()).clone();
    float[] moved = new float[values.length];
    offset.forEach(
        chunk -> AdapterChunks.decodeInto(chunk.payload().duplicate(), chunk.key().index(), moved));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + (1 - own / samples) * moved[i]);
    }
    return values;
  }

  /**
   * Chunks of one target module in two partitions: the task that merges them reads the other's log.
   */
  @ParameterizedTest
  @ValueSource(strings = {"flora", "flexlora"})
  void mergesModulesWhoseChunksLieInSeveralPartitions(String strategy) throws Exception {
    var spec =
        new FederationSpec(
            KAFKA.uniqueName(strategy),
            "mini@00",
            2,
            Federations.LARGE,
            7,
            Federations.tasks(2, 4),
            WindowSettings.rounds(),
            MergeSettings.of(strategy, OptimizerSettings.none()));
    var topic = new TopicCatalogue("any", LiveFederation.PARTITIONS).updateChunks();
    assertThat(topic.partitionOf("c0/0")).isNotEqualTo(topic.partitionOf("c0/1"));
    try (var federation = new LiveFederation(KAFKA, spec);
        var app = start(federation)) {
      app.awaitReady(Duration.ofSeconds(60));
      var fleet = FakeFleet.of(federation, 4);
      SortedSet<ClusterId> clusters = fleet.announce();
      for (int round = 1; round <= 2; round++) {
        updatesOfHalfTheRank(fleet, round).forEach(federation::send);
        for (ClusterId cluster : clusters) {
          federation.awaitVersion(cluster, round);
        }
      }
      assertThat(federation.digests()).hasSize(4).isEqualTo(underTheTestDriver(spec));
    }
  }

  /** They do not look at the version that they start from: its factors may be large. */
  private static List<FakeClient.Update> updatesOfHalfTheRank(FakeFleet fleet, int round) {
    FederationSpec spec = fleet.federation().spec();
    var updates = new ArrayList<FakeClient.Update>();
    for (FakeClient client : fleet.clients()) {
      AdapterVersion base = fleet.federation().newest(fleet.clusterOf(client));
      float[] delta = client.delta(new float[spec.layout().parameters()], round);
      updates.add(client.update(round, base, 1, delta).ofRank(spec.layout().rank() / 2));
    }
    return updates;
  }

  private static Map<String, String> underTheTestDriver(FederationSpec spec) {
    try (var harness = new TopologyHarness(spec)) {
      var fleet = FakeFleet.of(harness, 4);
      fleet.announce();
      for (int round = 1; round <= 2; round++) {
        updatesOfHalfTheRank(fleet, round).forEach(harness::send);
      }
      var digests = new TreeMap<String, String>();
      harness.manifests().forEach(m -> digests.put(m.key(), m.version().digest()));
      return digests;
    }
  }

  /** Of one that it reads Streams knows that it is gone, of one that it writes it does not. */
  @ParameterizedTest
  @ValueSource(strings = {".adapter-updates", ".global-adapters"})
  void aTopicThatIsDeletedUnderItIsNamed(String suffix) throws Exception {
    FederationSpec spec =
        Federations.named(
            KAFKA.uniqueName("deleted"),
            Federations.LARGE,
            Federations.tasks(2, 4),
            WindowSettings.rounds());
    try (var federation = new LiveFederation(KAFKA, spec);
        var app = start(federation)) {
      app.awaitReady(Duration.ofSeconds(60));
      String topic = spec.federation() + suffix;
      KAFKA.admin().deleteTopics(List.of(topic)).all().get();
      assertThatThrownBy(() -> app.awaitEnd(Duration.ofSeconds(1)))
          .isInstanceOfSatisfying(
              Failure.class,
              gone -> {
                assertThat(gone.code()).isEqualTo("TOPIC_MISSING");
                assertThat(gone).hasMessageStartingWith("topic " + topic + " does not exist at ");
              });
    }
  }

  @Test
  void namesMissingTopicsAndTheFix() {
    var connection =
        new FederationConnection(
            KAFKA.bootstrapServers(), "mock://none", "nobody-made-me", Map.of());
    FederationSpec spec = Federations.rounds(Federations.one(1));
    assertThatThrownBy(
            () ->
                AggregatorApp.start(
                    connection, spec, SchemaRegistry.inMemory("none"), StreamsSettings.in(dir)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("TOPIC_MISSING");
              assertThat(failure).hasMessageContaining("nobody-made-me.adapter-updates");
              assertThat(failure.hint()).contains("topics apply");
            });
  }

  private AggregatorApp start(LiveFederation federation) {
    var topics = new TopicCatalogue(federation.spec().federation(), LiveFederation.PARTITIONS);
    return AggregatorApp.start(
        federation.connection,
        federation.spec(),
        LiveFederation.registry(topics),
        StreamsSettings.in(dir));
  }
}
