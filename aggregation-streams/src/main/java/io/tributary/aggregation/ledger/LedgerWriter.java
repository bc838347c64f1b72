package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.TrainingSummary;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.SlotId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * The stored form of a ledger's state: a format byte, then every field in declaration order;
 * numbers big-endian, texts and ids as modified UTF-8, collections after their size.
 */
final class LedgerWriter {
  /** First byte of the form; a change of the form takes the next number. */
  static final int FORMAT = 1;

  private final DataOutputStream out;

  private LedgerWriter(DataOutputStream out) {
    this.out = out;
  }

  static byte[] write(LedgerState state) {
    var bytes = new ByteArrayOutputStream(1024);
    try (var out = new DataOutputStream(bytes)) {
      new LedgerWriter(out).state(state);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array refused to be written to", e);
    }
    return bytes.toByteArray();
  }

  private void state(LedgerState state) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(state.cluster.value());
    out.writeInt(state.epoch);
    out.writeLong(state.revision);
    slots(state.members);
    out.writeInt(state.version);
    digests(state.digests);
    out.writeInt(state.decided.size());
    for (var entry : state.decided.entrySet()) {
      out.writeUTF(entry.getKey().toString());
      out.writeLong(entry.getValue().highest());
      out.writeLong(entry.getValue().recent());
    }
    out.writeInt(state.pending.size());
    for (var entry : state.pending.entrySet()) {
      out.writeUTF(entry.getKey().toString());
      pending(entry.getValue());
    }
    instant(state.watermark);
    window(state.open);
    out.writeBoolean(state.next != null);
    if (state.next != null) {
      window(state.next);
    }
    out.writeBoolean(state.closing != null);
    if (state.closing != null) {
      out.writeInt(state.closing.version());
      contributions(state.closing.contributions());
      digests(state.closing.digests());
    }
  }

  private void pending(PendingUpdate pending) throws IOException {
    instant(pending.since());
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
    instant(arrival.recordTime());
    out.writeUTF(arrival.origin().topic());
    out.writeInt(arrival.origin().partition());
    out.writeLong(arrival.origin().offset());
  }

  private void window(Window window) throws IOException {
    out.writeInt(window.version);
    contributions(window.contributions.values());
    slots(window.reported);
    out.writeLong(window.units);
    if (!window.isEmpty()) {
      instant(window.firstEvent);
      instant(window.openedAt);
    }
  }

  private void contributions(Collection<Contribution> contributions) throws IOException {
    out.writeInt(contributions.size());
    for (Contribution contribution : contributions) {
      out.writeUTF(contribution.update().toString());
      out.writeLong(contribution.weight());
      out.writeDouble(contribution.clip());
      out.writeInt(contribution.staleness());
    }
  }

  private void slots(Collection<SlotId> slots) throws IOException {
    out.writeInt(slots.size());
    for (SlotId slot : slots) {
      out.writeUTF(slot.toString());
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
