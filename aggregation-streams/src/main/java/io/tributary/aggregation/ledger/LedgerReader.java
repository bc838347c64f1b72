package io.tributary.aggregation.ledger;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.PayloadEncoding;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TrainingSummary;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what {@link LedgerWriter} wrote. */
final class LedgerReader {
  private final DataInputStream in;

  private LedgerReader(DataInputStream in) {
    this.in = in;
  }

  /** The state; throws if the bytes are cut short or of another format. */
  static LedgerState read(byte[] stored) {
    try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
      return new LedgerReader(in).state();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "stored ledger of " + stored.length + " bytes is cut short", e);
    }
  }

  private LedgerState state() throws IOException {
    int format = in.readUnsignedByte();
    if (format != LedgerWriter.FORMAT) {
      throw new IllegalStateException(
          "stored ledger must have format " + LedgerWriter.FORMAT + ", had " + format);
    }
    var state = new LedgerState(new ClusterId(in.readInt()), "");
    state.epoch = in.readInt();
    state.revision = in.readLong();
    state.members = slots();
    state.version = in.readInt();
    state.digests.clear();
    state.digests.putAll(digests());
    for (int left = in.readInt(); left > 0; left--) {
      state.decided.put(
          SlotId.parse(in.readUTF()), new SequenceHistory(in.readLong(), in.readLong()));
    }
    for (int left = in.readInt(); left > 0; left--) {
      UpdateId id = UpdateId.parse(in.readUTF());
      state.pending.put(id, pending(state.cluster, id));
    }
    state.watermark = instant();
    state.open = window();
    state.next = in.readBoolean() ? window() : null;
    state.closing = in.readBoolean() ? new Closing(in.readInt(), contributions(), digests()) : null;
    return state;
  }

  private PendingUpdate pending(ClusterId cluster, UpdateId id) throws IOException {
    Instant since = instant();
    ManifestArrival arrival = in.readBoolean() ? arrival(id) : null;
    var chunks = new TreeMap<Integer, ChunkInspected>();
    for (int left = in.readInt(); left > 0; left--) {
      int index = in.readInt();
      chunks.put(
          index,
          new ChunkInspected(
              cluster,
              id,
              index,
              in.readUTF(),
              in.readInt(),
              in.readDouble(),
              RejectReason.valueOf(in.readUTF()),
              in.readUTF()));
    }
    return new PendingUpdate(since, arrival, chunks);
  }

  private ManifestArrival arrival(UpdateId id) throws IOException {
    var manifest =
        new UpdateManifest(
            id,
            AdapterVersion.parse(in.readUTF()),
            in.readInt(),
            in.readUTF(),
            in.readLong(),
            instant(),
            PayloadEncoding.valueOf(in.readUTF()),
            texts(),
            in.readDouble(),
            new TrainingSummary(
                in.readInt(), in.readDouble(), in.readDouble(), in.readLong(), in.readLong()));
    return new ManifestArrival(
        manifest, instant(), new Origin(in.readUTF(), in.readInt(), in.readLong()));
  }

  private Window window() throws IOException {
    var window = new Window(in.readInt());
    for (Contribution contribution : contributions()) {
      window.contributions.put(contribution.update().slot(), contribution);
    }
    window.reported.addAll(slots());
    window.units = in.readLong();
    if (!window.isEmpty()) {
      window.firstEvent = instant();
      window.openedAt = instant();
    }
    return window;
  }

  private List<Contribution> contributions() throws IOException {
    var contributions = new ArrayList<Contribution>();
    for (int left = in.readInt(); left > 0; left--) {
      contributions.add(
          new Contribution(
              UpdateId.parse(in.readUTF()), in.readLong(), in.readDouble(), in.readInt()));
    }
    return contributions;
  }

  private SortedSet<SlotId> slots() throws IOException {
    var slots = new TreeSet<SlotId>();
    for (String text : texts()) {
      slots.add(SlotId.parse(text));
    }
    return slots;
  }

  private List<String> texts() throws IOException {
    var texts = new ArrayList<String>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private SortedMap<Integer, String> digests() throws IOException {
    var digests = new TreeMap<Integer, String>();
    for (int left = in.readInt(); left > 0; left--) {
      digests.put(in.readInt(), in.readUTF());
    }
    return digests;
  }

  private Instant instant() throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
