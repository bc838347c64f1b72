package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What is written is read again, whatever its values. */
class RoundTripTest {
  private final Codecs codecs = Codecs.of(SchemaRegistry.inMemory("round-trip"), RecordCase.TOPICS);

  @Property(tries = 200)
  void taskEmbedding(
      @ForAll("slots") SlotId slot,
      @ForAll String baseModel,
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long samples,
      @ForAll float[] centroid,
      @ForAll double spread,
      @ForAll("times") Instant at)
      throws UndecodableRecord {
    var value = new TaskEmbedding(slot, 10_000, baseModel, samples, centroid, spread, at);

    assertThat(codecs.taskEmbedding().decode(codecs.taskEmbedding().encode(value)))
        .isEqualTo(value);
  }

  @Property(tries = 200)
  void clusterState(
      @ForAll @IntRange(min = 1, max = IdBounds.MAX_NUMBER) int epoch,
      @ForAll @LongRange(min = 1, max = IdBounds.MAX_COUNT) long revision,
      @ForAll("assignments") Map<SlotId, ClusterId> assignments,
      @ForAll("slotSets") Set<SlotId> parked,
      @ForAll float[] centroid,
      @ForAll("times") Instant at)
      throws UndecodableRecord {
    var clusters = List.of(new ClusterCentroid(new ClusterId(3), centroid, 0.5));
    var value =
        new ClusterState(epoch, revision, "base", clusters, new TreeMap<>(assignments), parked, at);

    assertThat(codecs.clusterState().decode(codecs.clusterState().encode(value))).isEqualTo(value);
  }

  @Property(tries = 200)
  void updateManifest(
      @ForAll("updates") UpdateId update,
      @ForAll @IntRange(max = 999_999_999) int version,
      @ForAll long samples,
      @ForAll @Size(max = 5)
          List<@StringLength(max = 64) @CharRange(from = '-', to = 'z') String> digests,
      @ForAll double norm,
      @ForAll("times") Instant at)
      throws UndecodableRecord {
    var base = new AdapterVersion(new ClusterId(2), 1, version, "00ff00ff00ff00ff");
    var training = new TrainingSummary(version, norm, -norm, samples, samples);
    var value =
        new UpdateManifest(
            update, base, 1, "any", samples, at, PayloadEncoding.FLOAT32, digests, norm, training);

    assertThat(codecs.updateManifest().decode(codecs.updateManifest().encode(value)))
        .isEqualTo(value);
  }

  @Property(tries = 200)
  void updateChunk(
      @ForAll("updates") UpdateId update,
      @ForAll @IntRange(max = IdBounds.MAX_INDEX) int index,
      @ForAll byte[] payload)
      throws UndecodableRecord {
    var value = new UpdateChunk(update, new ChunkKey(new ClusterId(7), index), payload);

    assertThat(codecs.updateChunk().decode(codecs.updateChunk().encode(value))).isEqualTo(value);
  }

  @Property(tries = 200)
  void ledgerEntry(
      @ForAll("updates") UpdateId update,
      @ForAll LedgerEntry.Verdict verdict,
      @ForAll RejectReason reason,
      @ForAll String detail,
      @ForAll long weight,
      @ForAll double clip,
      @ForAll double norm,
      @ForAll("times") Instant at)
      throws UndecodableRecord {
    var value =
        new LedgerEntry(
            update, new ClusterId(1), verdict, reason, detail, 3, weight, clip, 2, at, norm);

    assertThat(codecs.ledgerEntry().decode(codecs.ledgerEntry().encode(value))).isEqualTo(value);
  }

  @Property(tries = 200)
  void quarantineRecord(
      @ForAll String subject,
      @ForAll RejectReason reason,
      @ForAll String detail,
      @ForAll long offset,
      @ForAll byte[] record,
      @ForAll QuarantineRecord.Status status,
      @ForAll("times") Instant at)
      throws UndecodableRecord {
    var value =
        new QuarantineRecord(subject, reason, detail, "topic", 1, offset, record, at, status);

    assertThat(codecs.quarantineRecord().decode(codecs.quarantineRecord().encode(value)))
        .isEqualTo(value);
  }

  @Property(tries = 200)
  void workerReport(
      @ForAll WorkerReport.Phase phase,
      @ForAll @IntRange(min = -1, max = IdBounds.MAX_INDEX) int slot,
      @ForAll @Size(max = 100) Map<@StringLength(max = 100) String, Double> values,
      @ForAll("times") Instant at)
      throws UndecodableRecord {
    var value = new WorkerReport(new ClientId("c-1"), phase, slot, values, at);

    assertThat(codecs.workerReport().decode(codecs.workerReport().encode(value))).isEqualTo(value);
  }

  @Provide
  Arbitrary<SlotId> slots() {
    Arbitrary<String> clients =
        Arbitraries.strings()
            .withChars("abcXYZ019._-")
            .ofMinLength(1)
            .ofMaxLength(100)
            .filter(name -> !name.equals(".") && !name.equals(".."));
    return Combinators.combine(clients, Arbitraries.integers().between(0, 9_999))
        .as((client, index) -> new SlotId(new ClientId(client), index));
  }

  @Provide
  Arbitrary<Set<SlotId>> slotSets() {
    return slots().set().ofMaxSize(8);
  }

  @Provide
  Arbitrary<Map<SlotId, ClusterId>> assignments() {
    return Arbitraries.maps(
            slots(), Arbitraries.integers().between(0, IdBounds.MAX_NUMBER).map(ClusterId::new))
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<UpdateId> updates() {
    Arbitrary<Long> sequences = Arbitraries.longs().between(1, 999_999_999_999_999_999L);
    return Combinators.combine(slots(), sequences).as(UpdateId::new);
  }

  /** With nanoseconds, which the records cut off. */
  @Provide
  Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-1_000_000_000_000L, 4_000_000_000_000L),
            Arbitraries.integers().between(0, 999_999))
        .as((millis, nanos) -> Instant.ofEpochMilli(millis).plusNanos(nanos));
  }
}
