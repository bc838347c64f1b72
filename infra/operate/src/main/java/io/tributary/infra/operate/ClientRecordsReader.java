package io.tributary.infra.operate;

import io.tributary.infra.check.ClientRecords;
import io.tributary.infra.check.ClientRecords.Named;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the records of one client from the topics.
 *
 * @param reader of the federation
 */
public record ClientRecordsReader(FederationReader reader) {
  /**
   * The largest number of look-ups: each takes a fetch, and any amount of garbage may have been
   * written.
   */
  private static final int MOST_LOOKS = 500;

  /** Returns all evidence about a client, as it is now. */
  public ClientRecords of(ClientId client) {
    var evidence = new ClientRecords(client, reader.roster());
    reader.announcements(evidence::addAnnouncement, evidence::addWithdrawal);
    reader.updates(evidence::addUpdate);
    reader.decisions(decision -> evidence.addDecision(decision.value()));
    reader
        .adapters()
        .all()
        .forEach(
            version ->
                evidence.addVersion(
                    version.value().version().cluster(), version.value().version().version()));
    quarantined(evidence);
    return evidence;
  }

  /**
   * Finds out what each quarantined record is about: by its subject, or else by its bytes, or else
   * by the record at its position, because quarantine keeps no bytes of chunks. That takes a fetch,
   * so only the newest are looked up.
   */
  private void quarantined(ClientRecords evidence) {
    var toLookUp = new ArrayDeque<QuarantineRecord>();
    reader.quarantine(
        positionedRecord -> {
          QuarantineRecord record = positionedRecord.value();
          Optional<Named> about = about(record);
          if (about.isEmpty() && place(record).isKnown() && isFromClients(record.topic())) {
            toLookUp.add(with(record, new byte[0]));
            if (toLookUp.size() > MOST_LOOKS) {
              evidence.addQuarantined(toLookUp.remove(), Optional.empty());
            }
          } else {
            evidence.addQuarantined(record, about);
          }
        });
    try (LogCursor cursor = reader.cursor()) {
      toLookUp.forEach(record -> evidence.addQuarantined(record, atItsPlace(record, cursor)));
    }
  }

  private Optional<Named> about(QuarantineRecord record) {
    return named(text -> Named.of(UpdateId.parse(text)), record.subject())
        .or(() -> named(text -> Named.of(SlotId.parse(text)), record.subject()))
        .or(() -> byBytes(record));
  }

  private boolean isFromClients(String topic) {
    var topics = reader.topics();
    return Stream.of(topics.taskEmbeddings(), topics.adapterUpdates(), topics.updateChunks())
        .anyMatch(one -> one.name().equals(topic));
  }

  private static RecordPosition place(QuarantineRecord record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }

  private static QuarantineRecord with(QuarantineRecord record, byte[] bytes) {
    return new QuarantineRecord(
        record.subject(),
        record.reason(),
        record.detail(),
        record.topic(),
        record.partition(),
        record.offset(),
        bytes,
        record.at(),
        record.status());
  }

  private Optional<Named> byBytes(QuarantineRecord record) {
    var topics = reader.topics();
    var codecs = reader.codecs();
    if (record.topic().equals(topics.adapterUpdates().name())) {
      return decoded(codecs.updateManifest(), record, update -> Named.of(update.id()));
    }
    if (record.topic().equals(topics.updateChunks().name())) {
      return decoded(codecs.updateChunk(), record, chunk -> Named.of(chunk.update()));
    }
    if (record.topic().equals(topics.taskEmbeddings().name())) {
      return decoded(codecs.taskEmbedding(), record, embedding -> Named.of(embedding.slot()));
    }
    return Optional.empty();
  }

  /**
   * Returns what the original record is about: announcements have their slot's key, manifests and
   * chunks their cluster's.
   */
  private Optional<Named> atItsPlace(QuarantineRecord record, LogCursor cursor) {
    return cursor
        .at(place(record))
        .flatMap(
            found -> {
              byte[] bytes = found.value() == null ? new byte[0] : found.value();
              return byBytes(with(record, bytes))
                  .or(() -> named(key -> Named.of(SlotId.parse(key)), String.valueOf(found.key())));
            });
  }

  private static <T> Optional<Named> decoded(
      RecordCodec<T> codec, QuarantineRecord record, Function<T, Named> about) {
    try {
      return Optional.of(about.apply(codec.decode(record.record())));
    } catch (UndecodableRecord e) {
      // The quarantine record itself states why it cannot be read.
      return Optional.empty();
    }
  }

  private static Optional<Named> named(Function<String, Named> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
