package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.UpdateChunk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad data of every kind is set aside with its reason, and the round goes on. */
class QuarantineTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final byte[] GARBAGE = "not a record".getBytes(StandardCharsets.US_ASCII);

  private final FederationSpec spec = Federations.rounds(Federations.one(2));
  private final FakeClient good = FakeClient.of(spec, "good", 0, 1, 10);
  private final FakeClient bad = FakeClient.of(spec, "bad", 0, 1, 10);
  private final TopologyHarness harness = new TopologyHarness(spec);

  @BeforeEach
  void announceBoth() {
    harness.announce(good.embedding(0, 1));
    harness.announce(bad.embedding(0, 1));
  }

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @Test
  void undecodableBytesInAnyTopicAreKeptAsTheyWere() {
    var topics = harness.topics();
    harness.sendRaw(topics.taskEmbeddings(), "bad/0", GARBAGE);
    harness.sendRaw(topics.adapterUpdates(), "c0", GARBAGE);
    harness.sendRaw(topics.updateChunks(), "c0/0", GARBAGE);
    harness.sendRaw(topics.clusterEvents(), "c0", GARBAGE);
    harness.sendRaw(topics.chunkEvents(), "c0/0", GARBAGE);
    List<QuarantineRecord> set = harness.quarantine();
    assertThat(set)
        .hasSize(5)
        .allSatisfy(
            record -> {
              assertThat(record.reason()).isEqualTo(RejectReason.UNDECODABLE);
              assertThat(record.record()).containsExactly(GARBAGE);
            });
    assertThat(set.get(0).subject()).isEqualTo("test.task-embeddings-0@2");
    aRoundStillCloses();
  }

  @Test
  void tombstonesWhereThereAreNoneAndForeignKeysAreSetAside() {
    harness.sendRaw(harness.topics().adapterUpdates(), "c0", null);
    harness.sendRaw(harness.topics().taskEmbeddings(), "no slot", null);
    var update = updateOf(bad, 1, 0.5f);
    var foreign =
        new UpdateChunk(
            update.manifest().id(), new ChunkKey(C0, 9), update.chunks().get(0).payload());
    harness.send(foreign);
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(
            RejectReason.UNDECODABLE, RejectReason.UNDECODABLE, RejectReason.WRONG_LAYOUT);
  }

  @Test
  void chunksOnAnotherPartitionThanTheirKeysAreSetAside() {
    var chunk = updateOf(bad, 1, 0.5f).chunks().get(0);
    int partitions = 2;
    while (new TopicCatalogue("test", partitions).updateChunks().partitionOf("c0/0") == 0) {
      partitions++;
    }
    try (var first = TopologyHarness.onTheFirstOf(partitions, harness.spec())) {
      first.send(chunk);
      assertThat(first.quarantine())
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.reason()).isEqualTo(RejectReason.WRONG_PARTITION);
                assertThat(record.detail())
                    .contains("partition")
                    .contains("c0/0")
                    .contains("was on 0")
                    .contains("partitioner=murmur2_random");
              });
      assertThat(first.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
    }
  }

  /** Else the ledger of another partition would decide about it, too. */
  @Test
  void manifestsAndEventsOnAnotherPartitionThanTheirKeysAreSetAsideBeforeTheyAreRead() {
    int partitions = 2;
    while (new TopicCatalogue("test", partitions).adapterUpdates().partitionOf("c0") == 0) {
      partitions++;
    }
    try (var first = TopologyHarness.onTheFirstOf(partitions, harness.spec())) {
      first.send(updateOf(bad, 1, 0.5f).manifest());
      first.sendRaw(first.topics().adapterUpdates(), "c0", GARBAGE);
      first.sendRaw(first.topics().clusterEvents(), "c0", GARBAGE);
      assertThat(first.quarantine())
          .extracting(QuarantineRecord::reason)
          .containsExactly(
              RejectReason.WRONG_PARTITION,
              RejectReason.WRONG_PARTITION,
              RejectReason.WRONG_PARTITION);
      assertThat(first.stored(TopologyNames.LEDGERS_STORE)).isEmpty();
      assertThat(first.decisions()).isEmpty();
    }
  }

  @Test
  void anUpdateWithNaNIsSetAsideAndTheOthersRoundCloses() {
    harness.send(updateOf(bad, 1, Float.NaN));
    harness.send(updateOf(good, 1, 0.5f));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    QuarantineRecord record = harness.quarantine().get(0);
    assertThat(record.subject()).isEqualTo("bad/0#1");
    assertThat(record.reason()).isEqualTo(RejectReason.NOT_FINITE);
    assertThat(record.topic()).isEqualTo("test.adapter-updates");
    assertThat(record.record()).isNotEmpty();
    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.QUARANTINED, Verdict.ACCEPTED);
  }

  @Test
  void aSecondChunkWithOtherBytesNeverReplacesTheInspectedOne() {
    var first = updateOf(bad, 1, 0.25f);
    var forged = updateOf(bad, 1, 7);
    harness.send(first.chunks().get(0));
    harness.send(forged.chunks().get(0));
    harness.send(first.manifest());
    harness.send(updateOf(good, 1, 0.25f));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CHUNK_DIGEST);
    float[] values = harness.values(harness.newest(C0));
    float[] initial = spec.initialAdapter().values();
    assertThat(values[0]).isEqualTo(initial[0] + 0.25f);
  }

  @Test
  void aMissingChunkTimesOutOnTheWallClock() {
    harness.send(updateOf(bad, 1, 0.5f).manifest());
    harness.send(updateOf(good, 1, 0.5f));
    assertThat(harness.newest(C0).version()).isZero();
    harness.advance(Duration.ofMinutes(11));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CHUNK_MISSING);
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  @Test
  void anUpdateForAClusterThatNobodyKnowsWaitsAndIsThenSetAside() {
    var base = harness.newest(new ClusterId(77));
    harness.send(bad.update(1, base, 1, new float[20]));
    assertThat(harness.decisions()).isEmpty();
    harness.advance(Duration.ofMinutes(2));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.UNKNOWN_CLUSTER);
  }

  @Test
  void embeddingsOfAnotherModelWidthOrWithNaNAreSetAside() {
    FederationSpec other =
        new FederationSpec(
            "test", "other@11", 2, spec.layout(), 7, spec.clustering(), spec.window());
    harness.announce(FakeClient.of(other, "x", 0, 1, 5).embedding(1, 1));
    harness.announce(FakeClient.of(spec, "x", 0, 1, 5).embedding(1, 1, 1));
    harness.announce(FakeClient.of(spec, "x", 0, 1, 5).embedding(1, Float.NaN));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(
            RejectReason.WRONG_BASE_MODEL, RejectReason.WRONG_BASE_MODEL, RejectReason.NOT_FINITE);
    assertThat(harness.clusters().assignments()).hasSize(2);
  }

  private void aRoundStillCloses() {
    harness.send(updateOf(bad, 1, 0.5f));
    harness.send(updateOf(good, 1, 0.5f));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  private FakeClient.Update updateOf(FakeClient client, long sequence, float value) {
    float[] delta = new float[20];
    delta[0] = value;
    return client.update(sequence, harness.newest(C0), 1, delta);
  }
}
