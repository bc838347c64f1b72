package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Every record that can be built is encoded and read again, with numbers at every bound. */
class WrittenIsReadableTest {
  private static final int TRIES = 300;
  private final Codecs codecs =
      Codecs.of(SchemaRegistry.inMemory("written-is-readable"), RecordCase.TOPICS);

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.FIRST)
  void chunksOfVersions(
      @ForAll("ints") int cluster, @ForAll("ints") int index, @ForAll("ints") int version) {
    byte[] payload = {1, 2, 3, 4};
    survives(codecs.adapterChunk(), () -> new AdapterChunk(key(cluster, index), version, payload));
    survives(
        codecs.personalChunk(),
        () -> new PersonalChunk(update(7), key(cluster, index), version, "", payload));
    survives(codecs.updateChunk(), () -> new UpdateChunk(update(7), key(cluster, index), payload));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.FIRST)
  void seals(@ForAll("counts") int count, @ForAll("digests") String digest) {
    SignatureWithKey author = Fixtures.updateChunk().authorship().orElseThrow();
    byte[] payload = {1, 2, 3, 4};
    survives(
        codecs.updateChunk(),
        () ->
            new UpdateChunk(update(7), key(1, 0), payload)
                .with(
                    Optional.of(
                        new UpdateSeal(digest, Collections.nCopies(count, digest), author))));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.FIRST)
  void manifests(
      @ForAll("ints") int epoch,
      @ForAll("ints") int version,
      @ForAll("longs") long sequence,
      @ForAll("longs") long number,
      @ForAll("instants") Instant at) {
    survives(
        codecs.adapterManifest(),
        () ->
            new AdapterManifest(
                new AdapterVersion(new ClusterId(1), epoch, version, "00ff00ff00ff00ff"),
                "",
                "",
                List.of("d".repeat(64)),
                List.of(new Contribution(update(sequence), number, 1, version, number, epoch, 0.5)),
                at));
    survives(codecs.updateManifest(), () -> manifest(epoch, version, sequence, number, at));
    survives(
        codecs.clusterEvent(),
        () ->
            new ClusterEvent.UpdateReleased(
                manifest(epoch, version, sequence, number, at),
                "t".repeat(249),
                epoch,
                number,
                List.of(),
                new OperatorDecision("b", "w")));
    survives(
        codecs.updateRuling(),
        () ->
            new ClusterEvent.UpdateReleased(
                manifest(epoch, version, sequence, number, at),
                "t".repeat(249),
                epoch,
                number,
                List.of(number, 0L),
                new OperatorDecision("b", "w")));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.FIRST)
  void clusterStatesAndAnnouncements(
      @ForAll("ints") int epoch,
      @ForAll("ints") int round,
      @ForAll("longs") long revision,
      @ForAll("instants") Instant at) {
    survives(
        codecs.clusterState(),
        () ->
            new ClusterState(
                epoch,
                revision,
                "base",
                List.of(new ClusterCentroid(new ClusterId(3), new float[] {1}, 0.5, round)),
                new TreeMap<>(),
                new TreeSet<>(),
                at,
                round));
    survives(
        codecs.taskEmbedding(),
        () ->
            new TaskEmbedding(
                new SlotId(new ClientId("a"), 0),
                epoch,
                "base",
                revision,
                new float[] {1},
                0.1,
                at,
                new TaskEmbedding.GroupingSignal(round, new float[0])));
    survives(
        codecs.clusterEvent(),
        () -> new ClusterEvent.MembersChanged(new ClusterId(1), epoch, revision, new TreeSet<>()));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.FIRST)
  void ordersAndReplies(
      @ForAll("ints") int version,
      @ForAll("ints") int index,
      @ForAll("longs") long sequence,
      @ForAll("longs") long offset) {
    ClusterId cluster = new ClusterId(2);
    ChunkKey key = new ChunkKey(cluster, 0);
    survives(
        codecs.chunkEvent(),
        () ->
            new ChunkCommand.Apply(
                key,
                version,
                new Contribution(update(sequence), offset, 1, version, offset, index, 0),
                offset,
                "d".repeat(64)));
    survives(
        codecs.chunkEvent(),
        () -> new ChunkCommand.Close(key, version, offset, List.of(update(sequence))));
    survives(codecs.chunkEvent(), () -> new ChunkCommand.Measure(key, version));
    survives(codecs.chunkEvent(), () -> new ChunkCommand.Drop(key, update(sequence)));
    survives(
        codecs.clusterEvent(),
        () -> new ChunkReply.ChunkMerged(cluster, version, index, "d".repeat(64)));
    survives(
        codecs.clusterEvent(),
        () -> new ChunkReply.ChunkMeasured(cluster, version, index, List.of(), List.of()));
    survives(
        codecs.clusterEvent(),
        () ->
            new ChunkReply.ChunkInspected(
                    cluster, update(sequence), index, "", version, 1, RejectReason.NONE, "")
                .at(offset));
    survives(
        codecs.ledgerEntry(),
        () ->
            new LedgerEntry(
                update(sequence),
                cluster,
                LedgerEntry.Verdict.ACCEPTED,
                RejectReason.NONE,
                "",
                version,
                offset,
                1,
                index,
                Instant.EPOCH,
                1));
  }

  private static UpdateManifest manifest(
      int epoch, int version, long sequence, long number, Instant at) {
    UpdateManifest honest = Fixtures.updateManifest();
    return new UpdateManifest(
        update(sequence),
        new AdapterVersion(new ClusterId(1), epoch, version, "00ff00ff00ff00ff"),
        epoch,
        "x".repeat(64),
        number,
        at,
        honest.encoding(),
        List.of("", "d".repeat(64)),
        Double.NaN,
        honest.training(),
        version,
        Double.NEGATIVE_INFINITY);
  }

  private static ChunkKey key(int cluster, int index) {
    return new ChunkKey(new ClusterId(cluster), index);
  }

  private static UpdateId update(long sequence) {
    return new UpdateId(new SlotId(new ClientId("a"), 9_999), sequence);
  }

  /** What the constructors take, the codec takes there and back. */
  private static <T> void survives(RecordCodec<T> codec, Supplier<T> constructor) {
    Optional<T> built = built(constructor);
    if (built.isPresent()) {
      try {
        assertThat(codec.decode(codec.encode(built.get()))).isEqualTo(built.get());
      } catch (UndecodableRecord e) {
        throw new AssertionError(built.get().toString(), e);
      }
    }
  }

  private static <T> Optional<T> built(Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<Integer> counts() {
    return Arbitraries.of(0, 1, 2, UpdateSeal.MAX_CHUNKS, UpdateSeal.MAX_CHUNKS + 1);
  }

  @Provide
  Arbitrary<String> digests() {
    return Arbitraries.of("", "5a".repeat(32), "ff".repeat(32), "FF".repeat(32), "5a".repeat(8));
  }

  @Provide
  Arbitrary<Integer> ints() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of(0, 1, 9_999, 999_999_999)),
        Tuple.of(
            1, Arbitraries.of(-1, 10_000, 1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE)));
  }

  @Provide
  Arbitrary<Long> longs() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of(1L, 2L, 999_999_999_999_999_999L)),
        Tuple.of(
            1,
            Arbitraries.of(-1L, 0L, 1_000_000_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE)));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.of(
        Instant.EPOCH,
        Instant.MIN,
        Instant.MAX,
        Instant.ofEpochMilli(Long.MIN_VALUE),
        Instant.ofEpochMilli(Long.MAX_VALUE));
  }
}
