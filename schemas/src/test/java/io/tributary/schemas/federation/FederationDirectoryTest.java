package io.tributary.schemas.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.ConcurrentTasks;
import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FederationDirectoryTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String federation = KAFKA.uniqueName("federation");
  private final TopicCatalogue topics = new TopicCatalogue(federation, 1);
  private final FederationConnection connection =
      new FederationConnection(
          KAFKA.bootstrapServers(), "mock://" + federation, federation, Map.of());
  private final RecordCodec<FederationSpec> codec =
      Codecs.of(SchemaRegistry.inMemory(federation), topics).federationSpec();
  private final FederationDirectory directory = new FederationDirectory(connection, codec);

  @BeforeEach
  void createTopics() {
    try (var admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, (short) 1);
    }
  }

  @Test
  void readsWhatWasPublished() {
    directory.publish(spec(8, 1));

    assertThat(FederationDirectory.read(connection, TIMEOUT)).isEqualTo(spec(8, 1));
  }

  @Test
  void publishesTheSameContractAgainWithoutComplaint() {
    directory.publish(spec(8, 1));
    directory.publish(spec(8, 1));

    assertThat(directory.find(TIMEOUT)).contains(spec(8, 1));
  }

  @Test
  void namesTheFirstFieldInWhichAContractDiffersAndKeepsThePublishedOne() {
    directory.publish(spec(8, 1));

    var failure = catchThrowableOfType(Failure.class, () -> directory.publish(spec(4, 2)));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure)
        .hasMessage("adapter.rank of federation " + federation + " is published as 8, was 4");
    assertThat(directory.find(TIMEOUT)).contains(spec(8, 1));
  }

  @Test
  void oneOfSeveralPublishersAtTheSameMomentDecides() {
    var attempts =
        IntStream.range(1, 5)
            .mapToObj(
                seed ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            directory.publish(spec(8, seed));
                            return true;
                          } catch (Failure e) {
                            return false;
                          }
                        },
                        ConcurrentTasks.ONE_EACH))
            .toList();

    assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  @Test
  void saysThatAFederationHasNoContract() {
    var failure =
        catchThrowableOfType(Failure.class, () -> FederationDirectory.read(connection, TIMEOUT));

    assertThat(failure.code()).isEqualTo("FEDERATION_UNKNOWN");
    assertThat(failure).hasMessageContaining(federation);
  }

  @Test
  void saysWhatItFoundInsteadOfAContract() {
    write(federation, new byte[] {123, 125});

    var failure = catchThrowableOfType(Failure.class, () -> directory.find(TIMEOUT));

    assertThat(failure.code()).isEqualTo("FEDERATION_UNREADABLE");
    assertThat(failure).hasMessageContaining("offset 0").hasMessageContaining("has 2 bytes");
    assertThat(catchThrowableOfType(Failure.class, () -> directory.publish(spec(8, 1))).code())
        .isEqualTo("FEDERATION_UNREADABLE");
  }

  @Test
  void theFirstContractHoldsWhateverIsWrittenAfterIt() {
    write("other", new byte[] {1});
    write(federation, null);
    directory.publish(spec(8, 1));
    write(federation, new byte[] {0, 0, 0, 0, 99, 1});
    write(federation, null);
    write(federation, codec.encode(spec(4, 2)));

    assertThat(directory.find(TIMEOUT)).contains(spec(8, 1));
    assertThat(catchThrowableOfType(Failure.class, () -> directory.publish(spec(4, 2))).code())
        .isEqualTo("FEDERATION_DIFFERS");
  }

  /** Compaction keeps the newest record of a key, and removes the first. */
  @Test
  void publishingAgainPutsTheContractOnTop() {
    directory.publish(spec(8, 1));
    write(federation, new byte[] {1});

    directory.publish(spec(8, 1));
    directory.publish(spec(8, 1));

    var all = new ArrayList<byte[]>();
    new CompactedReader(connection, TIMEOUT)
        .forEach(topics.federationSpec().name(), record -> all.add(record.value()));
    assertThat(all).hasSize(3);
    assertThat(all.get(2)).isEqualTo(all.get(0));
  }

  @Test
  void whatMayChangeIsAlteredAndFoundAgain() {
    directory.publish(spec(8, 1));

    FederationSpec altered = directory.alter(FederationDirectoryTest::patient);

    assertThat(altered).isEqualTo(patient(spec(8, 1)).withRevision(1));
    assertThat(directory.find(TIMEOUT)).contains(altered);
    assertThat(directory.alter(FederationDirectoryTest::patient)).isEqualTo(altered);
    directory.publish(patient(spec(8, 1)));
    assertThat(catchThrowableOfType(Failure.class, () -> directory.publish(spec(8, 1))).code())
        .isEqualTo("FEDERATION_DIFFERS");
    assertThat(directory.alter(held -> spec(8, 1))).isEqualTo(spec(8, 1).withRevision(2));
    directory.publish(spec(8, 1));
    assertThat(directory.find(TIMEOUT)).contains(spec(8, 1).withRevision(2));
  }

  @Test
  void whatMustStayIsNotAltered() {
    directory.publish(spec(8, 1));

    var failure = catchThrowableOfType(Failure.class, () -> directory.alter(held -> spec(8, 2)));

    assertThat(failure.code()).isEqualTo("FEDERATION_FIXED");
    assertThat(failure)
        .hasMessage(
            "adapter.seed of federation "
                + federation
                + " must stay 1 while the federation lives, was to become 2");
    assertThat(directory.find(TIMEOUT)).contains(spec(8, 1));
  }

  @Test
  void whatIsNotThereIsNotAltered() {
    assertThat(catchThrowableOfType(Failure.class, () -> directory.alter(held -> held)).code())
        .isEqualTo("FEDERATION_UNKNOWN");
  }

  /** A revision is a word of whoever may write: it still changes nothing that must stay. */
  @Test
  void onlyASuccessorTakesOver() {
    directory.publish(spec(8, 1));
    write(federation, codec.encode(spec(4, 1).withRevision(7)));
    write(federation, codec.encode(patient(spec(8, 1))));
    assertThat(directory.find(TIMEOUT)).contains(spec(8, 1));

    write(federation, codec.encode(patient(spec(8, 1)).withRevision(5)));
    write(federation, codec.encode(spec(8, 1).withRevision(3)));
    assertThat(directory.find(TIMEOUT)).contains(patient(spec(8, 1)).withRevision(5));
    assertThat(directory.alter(held -> spec(8, 1)).revision()).isEqualTo(6);
  }

  @Test
  void theLastRevisionIsToldInsteadOfOverrun() {
    directory.publish(spec(8, 1));
    FederationSpec last = patient(spec(8, 1)).withRevision(FederationSpec.MAX_REVISION);
    write(federation, codec.encode(last));

    assertThat(directory.find(TIMEOUT)).contains(last);
    assertThat(catchThrowableOfType(Failure.class, () -> directory.alter(held -> spec(8, 1))))
        .hasMessageContaining("has revision 999999999, the last one");
  }

  private static FederationSpec patient(FederationSpec spec) {
    return new FederationSpec(
        spec.federation(),
        spec.baseModel(),
        spec.embeddingSize(),
        spec.layout(),
        spec.seed(),
        spec.clustering(),
        spec.window().closingAfter(Duration.ofHours(3)),
        spec.merge(),
        spec.membership());
  }

  private void write(String key, byte[] value) {
    try (var producer =
        new KafkaProducer<>(
            connection.clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
      var record = new ProducerRecord<>(topics.federationSpec().name(), key, value);
      assertThat(producer.send(record)).succeedsWithin(TIMEOUT);
    }
  }

  @Test
  void refusesAContractOfAnotherName() {
    var other = new FederationConnection(KAFKA.bootstrapServers(), "mock://x", "other", Map.of());

    var failure =
        catchThrowableOfType(
            Failure.class, () -> new FederationDirectory(other, codec).publish(spec(8, 1)));

    assertThat(failure).hasMessage("federation must be other, was " + federation);
  }

  private FederationSpec spec(int rank, long seed) {
    var layout = new AdapterLayout(rank, 16, List.of(new TargetModule("query", 384, 384)));
    var clustering = new ClusteringSettings(ClusteringSettings.Mode.TASKS, 0, 8, 1.5, 2, 7);
    return new FederationSpec(
        federation, "minilm", 384, layout, seed, clustering, WindowSettings.rounds());
  }
}
