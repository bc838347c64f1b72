package io.tributary.infra.sim;

import io.tributary.infra.sim.check.Invariant;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Worlds in which something is broken, so that an invariant is. */
final class BrokenWorlds {
  private static final TopicCatalogue TOPICS = Tampering.TOPICS;
  private static final Codecs CODECS = Tampering.CODECS;
  private static final String LEDGER = TOPICS.updateLedger().name();
  private static final String CHUNKS = TOPICS.globalAdapterChunks().name();

  private BrokenWorlds() {}

  /** One for every invariant. */
  static Map<Invariant, KafkaGuarantees> all() {
    var worlds = new EnumMap<Invariant, KafkaGuarantees>(Invariant.class);
    breakDecisions(worlds);
    breakVersions(worlds);
    breakMemory(worlds);
    return worlds;
  }

  private static void breakDecisions(Map<Invariant, KafkaGuarantees> worlds) {
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
        Invariant.ACCOUNTED,
        entries(entry -> is(entry, Verdict.DUPLICATE) ? List.of() : List.of(entry)));
    worlds.put(
        Invariant.ONE_DECISION,
        entries(
            entry ->
                is(entry, Verdict.ACCEPTED)
                    ? List.of(entry, decided(entry, Verdict.QUARANTINED, entry.decidedAt()))
                    : List.of(entry)));
    worlds.put(
        Invariant.DATED_WHEN_MADE,
        entries(
            entry ->
                List.of(
                    decided(
                        entry, entry.verdict(), entry.decidedAt().plus(Duration.ofMinutes(50))))));
  }

  private static void breakVersions(Map<Invariant, KafkaGuarantees> worlds) {
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
  }

  private static void breakMemory(Map<Invariant, KafkaGuarantees> worlds) {
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
    worlds.put(Invariant.WINDOWS_CLOSE, orders(order -> order instanceof ChunkCommand.Close));
    worlds.put(Invariant.STATE_BOUNDED, orders(order -> order instanceof ChunkCommand.Drop));
    worlds.put(
        Invariant.NEVER_STOPS,
        new KafkaGuarantees() {
          @Override
          public boolean answersReads() {
            return false;
          }
        });
    worlds.put(Invariant.FUNCTION_OF_INPUT, Tampering.none().delay(LEDGER));
  }

  private static Tampering entries(Function<LedgerEntry, List<LedgerEntry>> by) {
    return Tampering.none().change(LEDGER, CODECS.ledgerEntry(), by);
  }

  private static Tampering accepted(UnaryOperator<LedgerEntry> by) {
    return entries(entry -> List.of(is(entry, Verdict.ACCEPTED) ? by.apply(entry) : entry));
  }

  private static Tampering orders(Predicate<ChunkCommand> lost) {
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
              if (chunk.version() == 0) {
                return List.of(chunk);
              }
              AdapterChunk wrong = withOneBitMore(chunk);
              digests.put(digest(chunk.payload()), Digests.full(ByteBuffer.wrap(wrong.payload())));
              return List.of(wrong);
            })
        .change(
            TOPICS.clusterEvents().name(),
            CODECS.clusterEvent(),
            event ->
                List.of(
                    event instanceof ChunkReply.ChunkMerged merged
                        ? new ChunkReply.ChunkMerged(
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

  static AdapterChunk withOneBitMore(AdapterChunk chunk) {
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

  private static LedgerEntry decided(LedgerEntry entry, Verdict verdict, Instant at) {
    return new LedgerEntry(
        entry.update(),
        entry.cluster(),
        verdict,
        verdict == Verdict.QUARANTINED ? RejectReason.CHUNK_MISSING : entry.reason(),
        entry.detail(),
        entry.version(),
        entry.weight(),
        entry.clip(),
        entry.staleness(),
        at,
        entry.norm());
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
