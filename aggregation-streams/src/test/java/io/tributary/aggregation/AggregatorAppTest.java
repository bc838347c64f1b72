package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.Federations;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.WindowSettings;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void namesMissingTopicsAndTheFix() {
    var connection =
        new Connection(KAFKA.bootstrapServers(), "mock://none", "nobody-made-me", Map.of());
    FederationSpec spec = Federations.rounds(Federations.one(1));
    assertThatThrownBy(
            () ->
                AggregatorApp.start(
                    connection, spec, SchemaRegistry.inMemory("none"), StreamsSettings.in(dir)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("TOPIC_MISSING");
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
