package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FederationFollowerTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final ClusterId CLUSTER = new ClusterId(0);

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final FollowListener listener =
      new FollowListener() {
        @Override
        public void clusterState(ClusterState state) {
          heard.add(state.revision());
        }

        @Override
        public void version(AdapterManifest manifest, LoraAdapter adapter) {
          heard.add(manifest.version().name());
        }

        @Override
        public void decision(LedgerEntry entry) {
          heard.add(entry.update().toString());
        }

        @Override
        public void skipped(SkipReason reason) {
          heard.add(reason);
        }

        @Override
        public void failed(RuntimeException cause) {
          heard.add(cause);
        }
      };

  @Test
  void onlyCommittedAndCompleteVersionsBecomeVisible() throws Exception {
    var topics = new TopicCatalogue("follow-commit", 2);
    create(topics);
    Codecs codecs = Codecs.of(SchemaRegistry.inMemory("follow-commit"), topics);
    Connection connection = connection(topics);
    LoraAdapter one = SampleVersions.adapter(1);
    LoraAdapter two = SampleVersions.adapter(2);
    AdapterManifest manifest = SampleVersions.manifest(CLUSTER, 2, two);
    try (var producer = producer("follow-commit")) {
      producer.beginTransaction();
      send(
          producer, topics.clusterState(), ClusterState.KEY, codecs.clusterState().encode(state()));
      send(producer, topics.globalAdapters(), "x", new byte[] {9, 9, 9});
      producer.commitTransaction();
      producer.beginTransaction();
      sendVersion(producer, topics, codecs, SampleVersions.manifest(CLUSTER, 1, one), one);
      producer.abortTransaction();

      try (var follower =
          FederationFollower.start(
              connection,
              topics,
              codecs,
              FollowSettings.newest(SampleVersions.LAYOUT, Ledger.NEW),
              listener)) {
        assertThat(next()).isEqualTo(1L);
        producer.beginTransaction();
        sendVersion(producer, topics, codecs, manifest, two);
        producer.commitTransaction();
        assertThat(next()).isEqualTo(manifest.version().name());
        assertThat(follower.caughtUp()).isTrue();
        assertThat(follower.skipped()).isEqualTo(1);
        assertThat(follower.bytesReceived()).isGreaterThan(4L * two.values().length);
      }
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aLateFollowerHearsAllVersionsThatItWantsAndWhichOnesAreOfNoUse() throws Exception {
    var topics = new TopicCatalogue("follow-history", 3);
    create(topics);
    Codecs codecs = Codecs.of(SchemaRegistry.inMemory("follow-history"), topics);
    var usable = new TreeSet<String>();
    try (var producer = producer("follow-history")) {
      producer.beginTransaction();
      for (int version = 1; version <= 12; version++) {
        LoraAdapter adapter = SampleVersions.adapter(version);
        AdapterManifest manifest = SampleVersions.manifest(CLUSTER, version, adapter);
        if (version == 6) {
          sendManifest(producer, topics, codecs, manifest);
        } else if (version == 7) {
          String other = "0123456789abcdef";
          sendManifest(
              producer, topics, codecs, SampleVersions.manifest(CLUSTER, version, adapter, other));
        } else {
          sendVersion(producer, topics, codecs, manifest, adapter);
          usable.add(manifest.version().name());
        }
      }
      producer.commitTransaction();
    }

    try (var follower =
        FederationFollower.start(
            connection(topics),
            topics,
            codecs,
            new FollowSettings(SampleVersions.LAYOUT, 12, Ledger.NONE),
            listener)) {
      var versions = new TreeSet<String>();
      var reasons = new ArrayList<Object>();
      for (int each = 0; each < 12; each++) {
        Object next = next();
        if (next instanceof String version) {
          versions.add(version);
        } else {
          reasons.add(next);
        }
      }
      assertThat(versions).isEqualTo(usable);
      assertThat(reasons)
          .containsExactlyInAnyOrder(SkipReason.UNKNOWN_LAYOUT, SkipReason.INCOMPLETE);
      assertThat(follower.skipped()).isEqualTo(1);
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void theLedgerIsHeardFromWhereItIsWanted() throws Exception {
    var topics = new TopicCatalogue("follow-ledger", 2);
    create(topics);
    Codecs codecs = Codecs.of(SchemaRegistry.inMemory("follow-ledger"), topics);
    try (var producer = producer("follow-ledger")) {
      decide(producer, topics, codecs, "ada/0#1");
      try (var all = start(topics, codecs, Ledger.ALL)) {
        assertThat(next()).isEqualTo("ada/0#1");
        decide(producer, topics, codecs, "ada/0#2");
        assertThat(next()).isEqualTo("ada/0#2");
        assertThat(all.caughtUp()).isTrue();
      }
      try (var later = start(topics, codecs, Ledger.NEW)) {
        decide(producer, topics, codecs, "ada/0#3");
        assertThat(next()).isEqualTo("ada/0#3");
        assertThat(later.skipped()).isZero();
      }
    }
    assertThat(heard).isEmpty();
  }

  private FederationFollower start(TopicCatalogue topics, Codecs codecs, Ledger ledger) {
    return FederationFollower.start(
        connection(topics),
        topics,
        codecs,
        FollowSettings.newest(SampleVersions.LAYOUT, ledger),
        listener);
  }

  private static void decide(
      KafkaProducer<byte[], byte[]> producer, TopicCatalogue topics, Codecs codecs, String update) {
    var entry =
        new LedgerEntry(
            UpdateId.parse(update),
            CLUSTER,
            LedgerEntry.Verdict.ACCEPTED,
            RejectReason.NONE,
            "",
            1,
            1,
            1,
            0,
            Instant.EPOCH,
            1);
    producer.beginTransaction();
    send(producer, topics.updateLedger(), CLUSTER.toString(), codecs.ledgerEntry().encode(entry));
    producer.commitTransaction();
  }

  @Test
  void aMissingTopicIsNamed() {
    var topics = new TopicCatalogue("follow-nothing", 2);
    Codecs codecs = Codecs.of(SchemaRegistry.inMemory("follow-nothing"), topics);

    assertThatThrownBy(
            () ->
                FederationFollower.start(
                    connection(topics),
                    topics,
                    codecs,
                    new FollowSettings(SampleVersions.LAYOUT, 1, Ledger.NONE),
                    listener))
        .isInstanceOf(Failure.class)
        .hasMessage("topic follow-nothing.cluster-state does not exist");
  }

  private Object next() throws InterruptedException {
    return heard.poll(30, TimeUnit.SECONDS);
  }

  private static ClusterState state() {
    return new ClusterState(
        1,
        1,
        "base@1",
        List.of(new ClusterCentroid(CLUSTER, new float[] {1, 0}, 0.1)),
        new TreeMap<>(),
        Set.of(),
        Instant.EPOCH);
  }

  private static Connection connection(TopicCatalogue topics) {
    return new Connection(
        BROKER.bootstrapServers(), "mock://" + topics.federation(), topics.federation(), Map.of());
  }

  private static void create(TopicCatalogue topics) throws Exception {
    BROKER
        .admin()
        .createTopics(
            topics.all().stream()
                .map(
                    spec ->
                        new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                            .configs(spec.config()))
                .toList())
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  private static KafkaProducer<byte[], byte[]> producer(String id) {
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", BROKER.bootstrapServers(), "transactional.id", id),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static void sendVersion(
      KafkaProducer<byte[], byte[]> producer,
      TopicCatalogue topics,
      Codecs codecs,
      AdapterManifest manifest,
      LoraAdapter adapter) {
    sendManifest(producer, topics, codecs, manifest);
    int version = manifest.version().version();
    for (AdapterChunk chunk :
        SampleVersions.chunks(manifest.version().cluster(), version, adapter)) {
      send(
          producer,
          topics.globalAdapterChunks(),
          chunk.recordKey(),
          codecs.adapterChunk().encode(chunk));
    }
  }

  private static void sendManifest(
      KafkaProducer<byte[], byte[]> producer,
      TopicCatalogue topics,
      Codecs codecs,
      AdapterManifest manifest) {
    send(
        producer,
        topics.globalAdapters(),
        manifest.key(),
        codecs.adapterManifest().encode(manifest));
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, TopicSpec topic, String key, byte[] value) {
    // The commit of the transaction fails if this did.
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }
}
