package io.tributary.infra.operate;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.quarantine.QuarantineCase;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An update in quarantine with everything that a release needs.
 *
 * @param manifest as the client sent it
 * @param origin position at which it was read first
 * @param chunks positions of its payload, by chunk index
 */
public record ReleasableUpdate(
    UpdateManifest manifest, RecordPosition origin, List<RecordPosition> chunks) {
  public ReleasableUpdate {
    chunks = List.copyOf(chunks);
  }

  /**
   * Finds manifest and chunks of a case in the log.
   *
   * @throws Failure NOT_RELEASABLE if operators cannot decide about it, PAYLOAD_GONE if the log no
   *     longer has the records
   */
  public static ReleasableUpdate of(FederationReader reader, QuarantineCase found) {
    require(found);
    try (LogCursor cursor = reader.cursor()) {
      Optional<ConsumerRecord<String, byte[]>> original = original(reader, cursor, found);
      UpdateManifest manifest = manifest(reader, found, original);
      Instant at =
          original.map(record -> Instant.ofEpochMilli(record.timestamp())).orElse(found.at());
      SortedMap<Integer, RecordPosition> chunks =
          reader.chunks(cursor).anywhere(new PositionedRecord<>(manifest, found.origin(), at));
      int count = manifest.chunkDigests().size();
      if (chunks.size() < count) {
        throw gone("%d of %d chunks of %s".formatted(count - chunks.size(), count, manifest.id()));
      }
      return new ReleasableUpdate(manifest, found.origin(), List.copyOf(chunks.values()));
    }
  }

  /**
   * Returns the manifest of a case, which names the cluster that decides.
   *
   * @throws Failure as {@link #of}
   */
  public static UpdateManifest manifest(FederationReader reader, QuarantineCase found) {
    require(found);
    try (LogCursor cursor = reader.cursor()) {
      return manifest(reader, found, original(reader, cursor, found));
    }
  }

  /** Returns the original record. Only manifests are looked up, whatever topic a case names. */
  private static Optional<ConsumerRecord<String, byte[]>> original(
      FederationReader reader, LogCursor cursor, QuarantineCase found) {
    return found.origin().topic().equals(reader.topics().adapterUpdates().name())
        ? cursor.at(found.origin())
        : Optional.empty();
  }

  /**
   * Returns the manifest from quarantine, or from its position in the log if quarantine could not
   * keep its bytes.
   */
  private static UpdateManifest manifest(
      FederationReader reader,
      QuarantineCase found,
      Optional<ConsumerRecord<String, byte[]>> original) {
    byte[] bytes =
        reader
            .record(found)
            .map(PositionedRecord::value)
            .map(QuarantineRecord::record)
            .filter(kept -> kept.length > 0)
            .or(() -> original.map(ConsumerRecord::value))
            .orElseThrow(() -> gone("the manifest of " + found.subject()));
    try {
      UpdateManifest manifest = reader.codecs().updateManifest().decode(bytes);
      if (!manifest.id().toString().equals(found.subject())) {
        // The topic was created anew, and its offsets name other records.
        throw gone("the manifest of " + found.subject());
      }
      return manifest;
    } catch (UndecodableRecord e) {
      throw refused(
          found.subject() + " must be set aside with its manifest, which is " + e.getMessage());
    }
  }

  private static void require(QuarantineCase found) {
    found
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw refused(obstacle);
            });
  }

  private static Failure refused(String obstacle) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "NOT_RELEASABLE",
        obstacle,
        "See what it is: tributary quarantine show. Bytes that are unsound can only be sent anew.");
  }

  static Failure gone(String what) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "PAYLOAD_GONE",
        what + " must be in the log, and is not any more",
        "Set retention.ms of adapter-updates and update-chunks to -1 (topics apply) for the next"
            + " time; the client has to send it anew.");
  }
}
