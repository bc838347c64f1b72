package io.tributary.infra.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.sim.check.Invariant;
import io.tributary.infra.sim.scenario.Choices;
import io.tributary.infra.sim.scenario.ScenarioDraw;
import io.tributary.infra.sim.task.Promises;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkEvent;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that cannot fail checks nothing: each is made to, by a world that is broken for it. */
class InvariantsCanBreakTest {
  private static final int SEEDS = 300;
  private static final TopicCatalogue TOPICS = Tampering.TOPICS;
  private static final Codecs CODECS = Tampering.CODECS;
  private static final String LEDGER = TOPICS.updateLedger().name();
  private static final String CHUNKS = TOPICS.globalAdapterChunks().name();

  @Test
  void thereIsABrokenWorldForEveryInvariant() {
    assertThat(worlds().keySet()).containsExactlyInAnyOrder(Invariant.values());
  }

  @ParameterizedTest
  @EnumSource(Invariant.class)
  void aBrokenWorldIsNoticed(Invariant invariant) {
    assertThat(brokenBy(worlds().get(invariant), invariant::equals)).isPresent();
  }

  /** It is no part of the adapter's digest, and compared by itself. */
  @Test
  void agreementThatIsOffByACoordinateIsNoticed() {
    Promises world =
        Tampering.none()
            .change(
                TOPICS.globalAdapters().name(),
                CODECS.adapterManifest(),
                manifest -> List.of(withOneConflictMore(manifest)));
    assertThat(brokenBy(world, Invariant.VERSION_IS_ITS_UPDATES::equals)).isPresent();
  }

  private static AdapterManifest withOneConflictMore(AdapterManifest manifest) {
    if (manifest.agreement().isEmpty()) {
      return manifest;
    }
    List<TensorAgreement> wrong = new ArrayList<>(manifest.agreement());
    TensorAgreement first = wrong.get(0);
    wrong.set(0, first.plus(new TensorAgreement(first.site(), first.factor(), 0, 0, 1, 0, 0)));
    return new AdapterManifest(
        manifest.version(),
        manifest.previousDigest(),
        manifest.layoutDigest(),
        manifest.chunkDigests(),
        manifest.contributions(),
        manifest.publishedAt(),
        wrong);
  }

  static Stream<Promises> brokenPromises() {
    return Stream.of(
        new Promises() {
          @Override
          public boolean undoesStores() {
            return false;
          }
        },
        new Promises() {
          @Override
          public boolean undoesPositions() {
            return false;
          }
        },
        new Promises() {
          @Override
          public boolean hidesAborted() {
            return false;
          }
        });
  }

  @ParameterizedTest
  @MethodSource("brokenPromises")
  void aPromiseThatKafkaBreaksIsNoticed(Promises promises) {
    assertThat(brokenBy(promises, any -> true)).isPresent();
  }

  /** What breaks first under one seed or another: a broken world may be noticed in many ways. */
  private static Optional<Invariant> brokenBy(Promises promises, Predicate<Invariant> expected) {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> ScenarioDraw.of(seed, Choices.NONE))
        .map(scenario -> Simulation.report(scenario, promises, true, null).broken())
        .filter(broken -> broken != null && expected.test(broken))
        .findFirst();
  }

  private static Map<Invariant, Promises> worlds() {
    var worlds = new EnumMap<Invariant, Promises>(Invariant.class);
    worlds.put(
        Invariant.DECIDED_ONCE,
        entries(entry -> is(entry, Verdict.ACCEPTED) ? List.of(entry, entry) : List.of(entry)));
    worlds.put(
        Invariant.SLOT_ONCE_PER_WINDOW,
        accepted(entry -> changed(entry, entry.reason(), 1, entry.weight())));
    worlds.put(
        Invariant.HONEST_NOT_BLAMED,
        entries(
            entry ->
                List.of(
                    is(entry, Verdict.QUARANTINED)
                        ? changed(entry, RejectReason.NOT_FINITE, 0, 0)
                        : entry)));
    worlds.put(
        Invariant.ACCEPTED_IS_SOUND,
        accepted(entry -> changed(entry, entry.reason(), entry.version(), entry.weight() + 1)));
    worlds.put(
        Invariant.VERSIONS_CONTIGUOUS,
        Tampering.none()
            .lose(
                TOPICS.globalAdapters().name(),
                CODECS.adapterManifest(),
                manifest -> manifest.version().version() == 1));
    worlds.put(
        Invariant.VERSION_WHOLE,
        Tampering.none()
            .change(CHUNKS, CODECS.adapterChunk(), chunk -> List.of(withOneBitMore(chunk))));
    worlds.put(
        Invariant.VERSION_HOLDS_ITS_UPDATES,
        entries(entry -> is(entry, Verdict.ACCEPTED) ? List.of() : List.of(entry)));
    worlds.put(Invariant.VERSION_IS_ITS_UPDATES, wrongSums());
    worlds.put(
        Invariant.STARTS_ARE_REALIGNED,
        Tampering.none()
            .change(
                TOPICS.personalAdapters().name(),
                CODECS.personalChunk(),
                start -> List.of(withOneBitMore(start))));
    worlds.put(
        Invariant.EPOCHS_GROW,
        Tampering.none()
            .lose(
                TOPICS.clusterState().name(),
                CODECS.clusterState(),
                state -> state.revision() % 2 == 0));
    worlds.put(
        Invariant.ACCOUNTED,
        entries(entry -> is(entry, Verdict.DUPLICATE) ? List.of() : List.of(entry)));
    worlds.put(
        Invariant.QUARANTINE_TELLS,
        Tampering.none()
            .lose(TOPICS.quarantine().name(), CODECS.quarantineRecord(), record -> true));
    worlds.put(
        Invariant.SLOTS_HAVE_A_PLACE,
        Tampering.none()
            .change(
                TOPICS.clusterState().name(),
                CODECS.clusterState(),
                state -> List.of(withoutItsFirstSlot(state))));
    worlds.put(Invariant.WINDOWS_CLOSE, orders(order -> order instanceof ChunkEvent.Close));
    worlds.put(Invariant.STATE_BOUNDED, orders(order -> order instanceof ChunkEvent.Drop));
    worlds.put(Invariant.NEVER_STOPS, orders(order -> order instanceof ChunkEvent.Apply));
    worlds.put(Invariant.FUNCTION_OF_INPUT, Tampering.none().delay(LEDGER));
    return worlds;
  }

  private static Tampering entries(Function<LedgerEntry, List<LedgerEntry>> by) {
    return Tampering.none().change(LEDGER, CODECS.ledgerEntry(), by);
  }

  private static Tampering accepted(UnaryOperator<LedgerEntry> by) {
    return entries(entry -> List.of(is(entry, Verdict.ACCEPTED) ? by.apply(entry) : entry));
  }

  private static Tampering orders(Predicate<ChunkEvent> lost) {
    return Tampering.none().lose(TOPICS.chunkEvents().name(), CODECS.chunkEvent(), lost);
  }

  /** Chunks that are off by a bit, and whose digests say so. */
  private static Tampering wrongSums() {
    var digests = new TreeMap<String, String>();
    return Tampering.none()
        .change(
            CHUNKS,
            CODECS.adapterChunk(),
            chunk -> {
              AdapterChunk wrong = withOneBitMore(chunk);
              digests.put(digest(chunk.payload()), Digests.full(ByteBuffer.wrap(wrong.payload())));
              return List.of(wrong);
            })
        .change(
            TOPICS.clusterEvents().name(),
            CODECS.clusterEvent(),
            event ->
                List.of(
                    event instanceof ClusterEvent.ChunkMerged merged
                        ? new ClusterEvent.ChunkMerged(
                            merged.cluster(),
                            merged.version(),
                            merged.index(),
                            digests.getOrDefault(merged.digest(), merged.digest()),
                            merged.agreement())
                        : event));
  }

  private static String digest(byte[] payload) {
    return Digests.full(ByteBuffer.wrap(payload));
  }

  private static AdapterChunk withOneBitMore(AdapterChunk chunk) {
    byte[] payload = chunk.payload().clone();
    payload[0] = (byte) (payload[0] ^ 1);
    return new AdapterChunk(chunk.key(), chunk.version(), payload);
  }

  private static PersonalChunk withOneBitMore(PersonalChunk start) {
    byte[] payload = start.payload().clone();
    payload[0] = (byte) (payload[0] ^ 1);
    return new PersonalChunk(
        start.update(), start.key(), start.version(), start.globalDigest(), payload);
  }

  /** A start that is lost or comes twice is noticed as well. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aStartThatDoesNotComeOnceIsNoticed(int times) {
    Promises world =
        Tampering.none()
            .change(
                TOPICS.personalAdapters().name(),
                CODECS.personalChunk(),
                start -> Collections.nCopies(times, start));
    assertThat(brokenBy(world, Invariant.STARTS_ARE_REALIGNED::equals)).isPresent();
  }

  private static ClusterState withoutItsFirstSlot(ClusterState state) {
    var assignments = new TreeMap<>(state.assignments());
    assignments.pollFirstEntry();
    return new ClusterState(
        state.epoch(),
        state.revision(),
        state.baseModel(),
        state.clusters(),
        assignments,
        state.parked(),
        state.decidedAt());
  }

  private static boolean is(LedgerEntry entry, Verdict verdict) {
    return entry.verdict() == verdict;
  }

  private static LedgerEntry changed(
      LedgerEntry entry, RejectReason reason, int version, long weight) {
    return new LedgerEntry(
        entry.update(),
        entry.cluster(),
        entry.verdict(),
        reason,
        entry.detail(),
        version,
        weight,
        entry.clip(),
        entry.staleness(),
        entry.decidedAt(),
        entry.norm());
  }
}
