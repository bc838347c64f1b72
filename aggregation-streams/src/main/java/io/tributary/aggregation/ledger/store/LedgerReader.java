package io.tributary.aggregation.ledger.store;

import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.RecentNorms;
import io.tributary.aggregation.ledger.state.SequenceHistory;
import io.tributary.aggregation.ledger.state.StoredContribution;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateManifest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decodes what {@link LedgerWriter} encoded; throws if an entry is cut short. */
public final class LedgerReader {
  private final DataInputStream in;

  private LedgerReader(DataInputStream in) {
    this.in = in;
  }

  private interface Fields<T> {
    T read(LedgerReader reader) throws IOException;
  }

  public static void head(byte[] stored, LedgerState into) {
    read(
        stored,
        reader -> {
          reader.readHead(into);
          return into;
        });
  }

  public static RecentNorms norms(byte[] stored) {
    return read(
        stored,
        reader -> {
          var norms = new ArrayList<Double>();
          for (int left = reader.in.readInt(); left > 0; left--) {
            norms.add(reader.in.readDouble());
          }
          return new RecentNorms(norms);
        });
  }

  static void decision(ClientPattern clients, byte[] stored, ClientDecisions<String> into) {
    read(
        stored,
        reader -> {
          String why = reader.in.readUTF();
          boolean blocked = reader.in.available() == 0 || reader.in.readBoolean();
          return into.put(clients, blocked, why);
        });
  }

  static void slot(SlotId slot, byte[] stored, boolean stranger, LedgerState into) {
    read(
        stored,
        reader -> {
          if (reader.in.readBoolean()) {
            into.members.add(slot);
          }
          var history =
              new SequenceHistory(reader.in.readLong(), reader.in.readLong(), reader.in.readLong());
          if (!history.equals(SequenceHistory.NONE)) {
            into.histories.restore(slot, history, stranger);
          }
          if (reader.in.available() > 0) {
            into.known.put(slot, reader.member());
          }
          return slot;
        });
  }

  static int versions(byte[] stored) {
    return read(stored, reader -> reader.in.readInt());
  }

  static int attendance(byte[] stored) {
    return read(stored, reader -> reader.in.readInt());
  }

  static PendingUpdate pending(ClusterId cluster, Submission held, byte[] stored) {
    return read(stored, reader -> reader.readPending(cluster, held));
  }

  static StoredContribution contribution(SlotId slot, byte[] stored) {
    return read(stored, reader -> reader.readContribution(slot));
  }

  static Distances distances(byte[] stored) {
    return read(
        stored,
        reader -> {
          var updates = new ArrayList<UpdateId>();
          for (int left = reader.in.readInt(); left > 0; left--) {
            updates.add(UpdateId.parse(reader.in.readUTF()));
          }
          double[] squares = new double[updates.size() * (updates.size() - 1) / 2];
          for (int i = 0; i < squares.length; i++) {
            squares[i] = reader.in.readDouble();
          }
          return new Distances(updates, squares);
        });
  }

  static List<TensorAgreement> agreement(byte[] stored) {
    return read(
        stored,
        reader -> {
          var tensors = new ArrayList<TensorAgreement>();
          for (int left = reader.in.readInt(); left > 0; left--) {
            tensors.add(
                new TensorAgreement(
                    reader.in.readUTF(),
                    AdapterFactor.valueOf(reader.in.readUTF()),
                    reader.in.readLong(),
                    reader.in.readDouble(),
                    reader.in.readLong(),
                    reader.in.readDouble(),
                    reader.in.readDouble()));
          }
          return tensors;
        });
  }

  private static <T> T read(byte[] stored, Fields<T> fields) {
    try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
      return fields.read(new LedgerReader(in));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "stored ledger entry of " + stored.length + " bytes is cut short", e);
    }
  }

  private void readHead(LedgerState state) throws IOException {
    int format = in.readUnsignedByte();
    if (format != LedgerWriter.FORMAT) {
      throw new IllegalStateException(
          "stored ledger must have format " + LedgerWriter.FORMAT + ", had " + format);
    }
    state.epoch = in.readInt();
    state.revision = in.readLong();
    state.version = in.readInt();
    state.digests.clear();
    state.digests.putAll(digests());
    state.watermark = instant();
    state.open = window();
    state.next = in.readBoolean() ? window() : null;
    if (in.readBoolean()) {
      int closing = in.readInt();
      // The window's contributions follow, each in an entry of its own.
      state.closing =
          in.readBoolean()
              ? VersionInProgress.choosing(closing, new TreeMap<>(), new TreeMap<>())
              : VersionInProgress.merging(closing, new TreeMap<>());
      state.closing.digests().putAll(digests());
    }
  }

  private StoredContribution readContribution(SlotId slot) throws IOException {
    if (!in.readBoolean()) {
      return new StoredContribution(null, 0);
    }
    var contribution =
        new Contribution(
            new UpdateId(slot, in.readLong()),
            in.readLong(),
            in.readDouble(),
            in.readInt(),
            in.readLong(),
            in.readInt(),
            in.readDouble());
    return new StoredContribution(contribution, in.readDouble());
  }

  private Window window() throws IOException {
    var window = new Window(in.readInt());
    window.units = in.readLong();
    if (in.readBoolean()) {
      window.firstEvent = instant();
      window.openedAt = instant();
    }
    return window;
  }

  private Member member() throws IOException {
    String key = in.readUTF();
    return new Member(
        key.isEmpty() ? Optional.empty() : Optional.of(new ClientKey(key)), in.readLong());
  }

  private PendingUpdate readPending(ClusterId cluster, Submission held) throws IOException {
    Instant since = instant();
    OperatorDecision release =
        in.readBoolean() ? new OperatorDecision(in.readUTF(), in.readUTF()) : null;
    ManifestArrival arrival = in.readBoolean() ? arrival(held) : null;
    var chunks = new TreeMap<Integer, ChunkInspected>();
    for (int left = in.readInt(); left > 0; left--) {
      int index = in.readInt();
      chunks.put(
          index,
          new ChunkInspected(
              cluster,
              held.update(),
              index,
              in.readUTF(),
              in.readInt(),
              in.readDouble(),
              RejectReason.valueOf(in.readUTF()),
              in.readUTF(),
              in.readLong(),
              held.author()));
    }
    return new PendingUpdate(since, arrival, chunks, release);
  }

  private ManifestArrival arrival(Submission held) throws IOException {
    var manifest =
        new UpdateManifest(
            held.update(),
            AdapterVersion.parse(in.readUTF()),
            in.readInt(),
            in.readUTF(),
            in.readLong(),
            instant(),
            PayloadEncoding.valueOf(in.readUTF()),
            texts(),
            in.readDouble(),
            new TrainingSummary(
                in.readInt(), in.readDouble(), in.readDouble(), in.readLong(), in.readLong()),
            in.readInt(),
            in.readDouble());
    Instant recordTime = instant();
    var recordPosition = new RecordPosition(in.readUTF(), in.readInt(), in.readLong());
    return new ManifestArrival(manifest.with(authorship(held)), recordTime, recordPosition);
  }

  private Optional<SignatureWithKey> authorship(Submission held) throws IOException {
    if (held.author().isEmpty()) {
      return Optional.empty();
    }
    byte[] signature = new byte[SignatureWithKey.SIGNATURE_BYTES];
    in.readFully(signature);
    return Optional.of(new SignatureWithKey(held.author().get(), signature));
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
