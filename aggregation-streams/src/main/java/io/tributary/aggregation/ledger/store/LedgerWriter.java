package io.tributary.aggregation.ledger.store;

import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.RecentNorms;
import io.tributary.aggregation.ledger.state.SequenceHistory;
import io.tributary.aggregation.ledger.state.StoredContribution;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.policy.ClientDecisions.Decision;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encodes a ledger's entries: fields in declaration order, numbers big-endian, texts as modified
 * UTF-8, collections after their size. The head begins with the number of the format.
 */
final class LedgerWriter {
  /** The number of the format; a change of any entry's form takes the next number. */
  static final int FORMAT = 3;

  private final DataOutputStream out;

  private LedgerWriter(DataOutputStream out) {
    this.out = out;
  }

  private interface Fields {
    void write(LedgerWriter writer) throws IOException;
  }

  /** Encodes the head: the state that concerns no single slot or update. */
  static byte[] head(LedgerState state) {
    return write(writer -> writer.writeHead(state));
  }

  /**
   * Encodes a slot: whether it is a member, the decisions about its sequences, and the facts about
   * it.
   */
  static byte[] slot(boolean member, SequenceHistory history, Member known) {
    return write(
        writer -> {
          writer.out.writeBoolean(member);
          writer.out.writeLong(history.highest());
          writer.out.writeLong(history.recent());
          writer.out.writeLong(history.releasable());
          if (known != null && !known.equals(Member.UNKNOWN)) {
            writer.out.writeUTF(known.key().map(ClientKey::hex).orElse(""));
            writer.out.writeLong(known.samples());
          }
        });
  }

  /** Encodes how many versions a slot contributed to. */
  static byte[] versions(int versions) {
    return write(writer -> writer.out.writeInt(versions));
  }

  /** Encodes how many reports a slot owes. */
  static byte[] attendance(int owed) {
    return write(writer -> writer.out.writeInt(owed));
  }

  /** Encodes an update that is not decided yet, with the parts that have arrived. */
  static byte[] pending(PendingUpdate pending) {
    return write(writer -> writer.writePending(pending));
  }

  /** Encodes the norms that determine what is usual in the cluster. */
  static byte[] norms(RecentNorms norms) {
    return write(
        writer -> {
          writer.out.writeInt(norms.norms().size());
          for (double norm : norms.norms()) {
            writer.out.writeDouble(norm);
          }
        });
  }

  /**
   * Encodes why clients are blocked, with one more byte if they are unblocked in spite of a
   * pattern.
   */
  static byte[] decision(Decision<String> decision) {
    return write(
        writer -> {
          writer.out.writeUTF(decision.detail());
          if (!decision.blocked()) {
            writer.out.writeBoolean(false);
          }
        });
  }

  /** A slot's contribution to a window. */
  static byte[] contribution(StoredContribution stored) {
    return write(
        writer -> {
          Contribution contribution = stored.contribution();
          writer.out.writeBoolean(contribution != null);
          if (contribution != null) {
            writer.out.writeLong(contribution.update().sequence());
            writer.out.writeLong(contribution.weight());
            writer.out.writeDouble(contribution.clip());
            writer.out.writeInt(contribution.staleness());
            writer.out.writeLong(contribution.units());
            writer.out.writeInt(contribution.rank());
            writer.out.writeDouble(contribution.productNorm());
            writer.out.writeDouble(stored.norm());
          }
        });
  }

  /** Encodes the distances between the updates of a closed window in one chunk. */
  static byte[] distances(Distances distances) {
    return write(
        writer -> {
          writer.out.writeInt(distances.updates().size());
          for (UpdateId update : distances.updates()) {
            writer.out.writeUTF(update.toString());
          }
          for (double square : distances.squares()) {
            writer.out.writeDouble(square);
          }
        });
  }

  /** Encodes how far the contributors of a closed window agreed in one chunk. */
  static byte[] agreement(List<TensorAgreement> tensors) {
    return write(
        writer -> {
          writer.out.writeInt(tensors.size());
          for (TensorAgreement tensor : tensors) {
            writer.out.writeUTF(tensor.module());
            writer.out.writeUTF(tensor.factor().name());
            writer.out.writeLong(tensor.coordinates());
            writer.out.writeDouble(tensor.factorSum());
            writer.out.writeLong(tensor.conflicts());
            writer.out.writeDouble(tensor.squareSum());
            writer.out.writeDouble(tensor.varianceSum());
          }
        });
  }

  private static byte[] write(Fields fields) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      fields.write(new LedgerWriter(out));
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array refused to be written to", e);
    }
    return bytes.toByteArray();
  }

  private void writeHead(LedgerState state) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(state.epoch);
    out.writeLong(state.revision);
    out.writeInt(state.version);
    digests(state.digests);
    instant(state.watermark);
    window(state.open);
    out.writeBoolean(state.next != null);
    if (state.next != null) {
      window(state.next);
    }
    out.writeBoolean(state.closing != null);
    if (state.closing != null) {
      out.writeInt(state.closing.version());
      out.writeBoolean(state.closing.choosing());
      digests(state.closing.digests());
    }
  }

  private void window(Window window) throws IOException {
    out.writeInt(window.version);
    out.writeLong(window.units);
    out.writeBoolean(window.firstEvent != null);
    if (window.firstEvent != null) {
      instant(window.firstEvent);
      instant(window.openedAt);
    }
  }

  private void writePending(PendingUpdate pending) throws IOException {
    instant(pending.since());
    out.writeBoolean(pending.isReleased());
    if (pending.isReleased()) {
      out.writeUTF(pending.release().by());
      out.writeUTF(pending.release().why());
    }
    out.writeBoolean(pending.arrival() != null);
    if (pending.arrival() != null) {
      arrival(pending.arrival());
    }
    out.writeInt(pending.chunks().size());
    for (ChunkInspected chunk : pending.chunks().values()) {
      out.writeInt(chunk.index());
      out.writeUTF(chunk.digest());
      out.writeInt(chunk.payloadBytes());
      out.writeDouble(chunk.sumOfSquares());
      out.writeUTF(chunk.flaw().name());
      out.writeUTF(chunk.detail());
      out.writeLong(chunk.offset());
    }
  }

  private void arrival(ManifestArrival arrival) throws IOException {
    UpdateManifest manifest = arrival.manifest();
    out.writeUTF(manifest.base().name());
    out.writeInt(manifest.epoch());
    out.writeUTF(manifest.layoutDigest());
    out.writeLong(manifest.samples());
    instant(manifest.trainedAt());
    out.writeUTF(manifest.encoding().name());
    out.writeInt(manifest.chunkDigests().size());
    for (String digest : manifest.chunkDigests()) {
      out.writeUTF(digest);
    }
    out.writeDouble(manifest.norm());
    TrainingSummary training = manifest.training();
    out.writeInt(training.steps());
    out.writeDouble(training.firstLoss());
    out.writeDouble(training.lastLoss());
    out.writeLong(training.stepNanos());
    out.writeLong(training.tokens());
    out.writeInt(manifest.rank());
    out.writeDouble(manifest.productNorm());
    instant(arrival.recordTime());
    out.writeUTF(arrival.origin().topic());
    out.writeInt(arrival.origin().partition());
    out.writeLong(arrival.origin().offset());
    signature(arrival.manifest().authorship());
  }

  /**
   * Encodes a manifest's signature; nothing for unsigned ones. The author's key is part of the
   * entry's own key.
   */
  private void signature(Optional<SignatureWithKey> authorship) throws IOException {
    if (authorship.isPresent()) {
      out.write(authorship.get().signature());
    }
  }

  private void digests(Map<Integer, String> digests) throws IOException {
    out.writeInt(digests.size());
    for (var entry : digests.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private void instant(Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }
}
