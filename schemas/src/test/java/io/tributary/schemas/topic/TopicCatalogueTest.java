package io.tributary.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  private final TopicCatalogue topics = new TopicCatalogue("clinics", 4);

  @Test
  void prefixesEveryNameAndUsesNoneTwice() {
    assertThat(topics.all())
        .extracting(TopicSpec::name)
        .allSatisfy(name -> assertThat(name).startsWith("clinics."))
        .doesNotHaveDuplicates();
  }

  @Test
  void compactsWhatIsStateAndKeepsWhatIsALog() {
    assertThat(topics.clusterState().config()).containsEntry("cleanup.policy", "compact");
    assertThat(topics.globalAdapterChunks().config()).containsEntry("cleanup.policy", "compact");
    assertThat(topics.personalAdapters().config()).containsEntry("cleanup.policy", "compact");
    assertThat(topics.globalAdapterChunks().advice())
        .containsEntry("segment.bytes", "67108864")
        .containsEntry("segment.ms", "86400000");
    assertThat(topics.clusterState().advice()).isEmpty();
    assertThat(topics.adapterUpdates().config())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1");
    assertThat(topics.workerReports().config()).containsEntry("retention.ms", "604800000");
  }

  /** An aggregator that was away for weeks must find every event that it had written. */
  @Test
  void keepsTheAggregatorsEventsAsLongAsTheUpdatesTheyAreAbout() {
    assertThat(topics.clusterEvents().retention()).isEqualTo(topics.adapterUpdates().retention());
    assertThat(topics.chunkEvents().retention()).isEqualTo(topics.updateChunks().retention());
  }

  /** By a client's clock, decisions would be dated, and records kept too short or for ever. */
  @Test
  void theBrokerDatesWhatClientsWriteAndNothingElse() {
    assertThat(topics.all())
        .filteredOn(topic -> "LogAppendTime".equals(topic.config().get("message.timestamp.type")))
        .containsExactlyInAnyOrder(
            topics.taskEmbeddings(),
            topics.adapterUpdates(),
            topics.updateChunks(),
            topics.workerReports());
  }

  @Test
  void partitionsAlikeWhateverIsJoinedByKey() {
    assertThat(topics.adapterUpdates().partitions())
        .isEqualTo(topics.clusterEvents().partitions())
        .isEqualTo(4);
    assertThat(topics.updateChunks().partitions()).isEqualTo(topics.chunkEvents().partitions());
  }

  @Test
  void findsTheKeysOfAPartitionWhereProducersPutThem() {
    TopicSpec topic = topics.updateChunks();
    for (int index = 0; index < 100; index++) {
      String key = "c0/" + index;
      assertThat(topic.partitionOf(key))
          .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 4));
    }
  }

  @Test
  void refusesNamesThatKafkaWouldRefuse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicCatalogue("f".repeat(240), 1).globalAdapterChunks())
        .withMessageContaining("1 to 249 characters")
        .withMessageContaining("was 262 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicCatalogue("a b", 1).quarantine())
        .withMessageContaining("'a b.quarantine'");
  }

  @Test
  void refusesNoPartitions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicCatalogue("clinics", 0))
        .withMessage("topics.partitions must be >= 1, was 0");
  }
}
