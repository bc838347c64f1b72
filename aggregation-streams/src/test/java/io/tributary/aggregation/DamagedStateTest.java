package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.aggregation.topology.TopologyHarness;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import io.tributary.testkit.LongTest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file that the aggregator keeps on its disk is damaged between two rounds: what cannot be
 * read is wiped and comes back from the changelogs, and what is published does not change.
 */
class DamagedStateTest {
  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What names of files look like. */
  private static final List<String> FILES =
      List.of(
          "CURRENT",
          "MANIFEST-.*",
          ".*\\.sst",
          "OPTIONS-.*|IDENTITY|.*\\.log|\\.checkpoint.*|kafka-streams-process-metadata");

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path dir;

  private enum Damage {
    MISSING,
    EMPTY,
    CUT,
    GARBAGE;

    void to(Path file) throws IOException {
      if (this == MISSING) {
        Files.delete(file);
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        long size = channel.size();
        channel.truncate(this == EMPTY ? 0 : this == CUT ? size / 2 : size);
      }
      if (this == GARBAGE) {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (byte) 'x');
        Files.write(file, bytes);
      }
    }
  }

  @Test
  @LongTest("the same after a kill runs in this class")
  void whatCannotBeReadAfterACleanStopComesBackFromTheChangelogs() throws Exception {
    FederationSpec spec = AggregatorChild.spec(KAFKA.uniqueName("damaged"));
    int round = 1;
    try (var federation = new LiveFederation(KAFKA, spec)) {
      var fleet = FakeFleet.of(federation, CLIENTS);
      SortedSet<ClusterId> clusters;
      List<FakeClient.Update> updates;
      try (var app = start(federation)) {
        app.awaitReady(PATIENCE);
        clusters = fleet.announce();
        updates = fleet.updates(round);
        updates.subList(0, 2).forEach(federation::send);
        federation.awaitDecisions(2);
      }
      for (String files : FILES) {
        for (int half = 0; half < 2; half++) {
          // Each of the two tasks is damaged in its own way.
          Damage one = Damage.values()[2 * half];
          Damage other = Damage.values()[2 * half + 1];
          assertThat(damage(files, "2_1", one)).as("files damaged").isPositive();
          assertThat(damage(files, "2_0", other)).as("files damaged").isPositive();
          try (var app = start(federation)) {
            app.awaitReady(PATIENCE);
            // The rest of the round needs what was kept of its beginning.
            updates.subList(2, CLIENTS).forEach(federation::send);
            for (ClusterId cluster : clusters) {
              federation.awaitVersion(cluster, round);
            }
            round++;
            updates = fleet.updates(round);
            updates.subList(0, 2).forEach(federation::send);
            federation.awaitDecisions((round - 1) * CLIENTS + 2);
          } catch (Exception | AssertionError e) {
            throw new AssertionError("after " + one + " and " + other + " " + files, e);
          }
        }
      }
      assertThat(federation.digests()).isEqualTo(undisturbed(spec, round - 1));
      assertThat(federation.decisions)
          .filteredOn(entry -> entry.verdict() == Verdict.ACCEPTED)
          .extracting(LedgerEntry::update)
          .doesNotHaveDuplicates()
          .hasSize(CLIENTS * (round - 1) + 2);
    }
  }

  @Test
  void whatCannotBeReadAfterAKillComesBackFromTheChangelogs() throws Exception {
    FederationSpec spec = AggregatorChild.spec(KAFKA.uniqueName("damaged"));
    try (var federation = new LiveFederation(KAFKA, spec)) {
      Process child = AggregatorChild.start(federation.connection, dir.resolve("state"));
      try {
        var fleet = FakeFleet.of(federation, CLIENTS);
        SortedSet<ClusterId> clusters = fleet.announce();
        for (int round = 1; round <= CrashTest.ROUNDS; round++) {
          List<FakeClient.Update> updates = fleet.updates(round);
          updates.subList(0, 2).forEach(federation::send);
          federation.awaitDecisions((round - 1) * CLIENTS + 2);
          child.destroyForcibly().waitFor();
          assertThat(damage(FILES.get(round - 1), "none", Damage.GARBAGE)).isPositive();
          child = AggregatorChild.start(federation.connection, dir.resolve("state"));
          updates.subList(2, CLIENTS).forEach(federation::send);
          for (ClusterId cluster : clusters) {
            federation.awaitVersion(cluster, round);
          }
        }
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(federation.digests()).isEqualTo(undisturbed(spec, CrashTest.ROUNDS));
    }
  }

  /** Damages all files of such names but those of one task; returns how many there are. */
  private int damage(String files, String spared, Damage damage) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.walk(dir)) {
      found =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains(spared))
              .filter(file -> file.getFileName().toString().matches(files))
              .toList();
    }
    for (Path file : found) {
      damage.to(file);
    }
    return found.size();
  }

  private AggregatorApp start(LiveFederation federation) {
    var topics = new TopicCatalogue(federation.spec().federation(), LiveFederation.PARTITIONS);
    return AggregatorApp.start(
        federation.connection,
        federation.spec(),
        LiveFederation.registry(topics),
        StreamsSettings.in(dir));
  }

  private static Map<String, String> undisturbed(FederationSpec spec, int rounds) {
    try (var harness = new TopologyHarness(spec)) {
      var fleet = FakeFleet.of(harness, CLIENTS);
      fleet.announce();
      for (int round = 1; round <= rounds; round++) {
        fleet.updates(round).forEach(harness::send);
      }
      var digests = new TreeMap<String, String>();
      harness.manifests().forEach(m -> digests.put(m.key(), m.version().digest()));
      return digests;
    }
  }
}
