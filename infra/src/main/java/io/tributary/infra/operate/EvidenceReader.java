package io.tributary.infra.operate;

import io.tributary.infra.check.ClientEvidence;
import io.tributary.infra.history.Place;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reads what the topics hold of one client.
 *
 * @param reader of the federation
 */
public record EvidenceReader(FederationReader reader) {
  /** Each look takes a fetch, and anybody may write as much garbage as it likes. */
  private static final int MOST_LOOKS = 500;

  /** Everything, as it is now. */
  public ClientEvidence of(ClientId client) {
    var evidence = new ClientEvidence(client, reader.roster());
    reader.announcements(evidence::announced, evidence::withdrawn);
    reader.updates(evidence::sent);
    reader.decisions(decision -> evidence.decided(decision.value()));
    reader
        .adapters()
        .all()
        .forEach(
            version ->
                evidence.published(
                    version.value().version().cluster(), version.value().version().version()));
    var looks = new AtomicInteger();
    try (LogCursor cursor = reader.cursor()) {
      reader.quarantine(
          record -> {
            if (record.value().status() == QuarantineRecord.Status.OPEN) {
              evidence.setAside(record.value(), owner(record.value(), cursor, looks));
            }
          });
    }
    return evidence;
  }

  /** Whose record it is: by its subject, or else by its bytes, or else by its key. */
  private Optional<ClientId> owner(QuarantineRecord record, LogCursor cursor, AtomicInteger looks) {
    return named(text -> UpdateId.parse(text).slot().client(), record.subject())
        .or(() -> named(text -> SlotId.parse(text).client(), record.subject()))
        .or(() -> signedOrNot(record))
        .or(() -> byKey(record, cursor, looks));
  }

  private Optional<ClientId> signedOrNot(QuarantineRecord record) {
    var topics = reader.topics();
    var codecs = reader.codecs();
    if (record.topic().equals(topics.adapterUpdates().name())) {
      return decoded(codecs.updateManifest(), record, update -> update.id().slot().client());
    }
    if (record.topic().equals(topics.updateChunks().name())) {
      return decoded(codecs.updateChunk(), record, chunk -> chunk.update().slot().client());
    }
    if (record.topic().equals(topics.taskEmbeddings().name())) {
      return decoded(codecs.taskEmbedding(), record, embedding -> embedding.slot().client());
    }
    return Optional.empty();
  }

  /** Announcements lie under their slot's name; manifests and chunks under their cluster's. */
  private Optional<ClientId> byKey(QuarantineRecord record, LogCursor cursor, AtomicInteger looks) {
    var place = new Place(record.topic(), record.partition(), record.offset());
    if (!record.topic().equals(reader.topics().taskEmbeddings().name())
        || !place.isKnown()
        || looks.incrementAndGet() > MOST_LOOKS) {
      return Optional.empty();
    }
    return cursor
        .at(place)
        .flatMap(found -> named(key -> SlotId.parse(key).client(), String.valueOf(found.key())));
  }

  private static <T> Optional<ClientId> decoded(
      RecordCodec<T> codec, QuarantineRecord record, Function<T, ClientId> owner) {
    try {
      return Optional.of(owner.apply(codec.decode(record.record())));
    } catch (UndecodableRecord e) {
      // Why it cannot be read is in the quarantine record itself.
      return Optional.empty();
    }
  }

  private static Optional<ClientId> named(Function<String, ClientId> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
