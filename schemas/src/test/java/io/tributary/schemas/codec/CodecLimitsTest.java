package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateSeal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodecLimitsTest {
  private static final SchemaRegistry REGISTRY = SchemaRegistry.inMemory("limits");
  private static final ChunkKey KEY = new ChunkKey(new ClusterId(999_999_999), 9_999);

  private final Codecs codecs = Codecs.of(REGISTRY, RecordCase.TOPICS);
  private final byte[] payload = new byte[4 * AdapterChunks.FLOATS];

  @Test
  void aFullChunkFitsIntoATopicEvenInQuarantine() {
    var update =
        new UpdateId(new SlotId(new ClientId("c".repeat(100)), 9_999), 999_999_999_999_999_999L);
    byte[] chunk =
        codecs.updateChunk().encode(new UpdateChunk(update, KEY, payload).with(largestSeal()));
    byte[] published = codecs.adapterChunk().encode(new AdapterChunk(KEY, 999_999_999, payload));
    byte[] quarantined =
        codecs
            .quarantineRecord()
            .encode(
                new QuarantineRecord(
                    update.toString(),
                    RejectReason.CHUNK_DIGEST,
                    "d".repeat(2_000),
                    "t".repeat(TopicSpec.MAX_NAME_LENGTH),
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    chunk,
                    Instant.EPOCH,
                    QuarantineRecord.Status.OPEN));

    assertThat(List.of(chunk, published, quarantined))
        .allSatisfy(bytes -> assertThat(bytes).hasSizeLessThan(TopicSpec.LARGEST_RECORD_BYTES));
  }

  /** Of an adapter of 2 GiB. */
  private static Optional<UpdateSeal> largestSeal() {
    String digest = "5a".repeat(32);
    return Optional.of(
        new UpdateSeal(
            digest,
            Collections.nCopies(UpdateSeal.MAX_CHUNKS, digest),
            Fixtures.updateChunk().authorship().orElseThrow()));
  }

  @Test
  void oneCodecServesManyThreads() {
    var records = RecordCase.all(REGISTRY);

    List<Boolean> same =
        IntStream.range(0, 4_000)
            .parallel()
            .mapToObj(i -> survives(records.get(i % records.size())))
            .toList();

    assertThat(same).containsOnly(true);
  }

  private static boolean survives(RecordCase<?> record) {
    try {
      return record.codec().decode(record.encode()).equals(record.value());
    } catch (UndecodableRecord e) {
      throw new AssertionError(record.name(), e);
    }
  }
}
