package io.tributary.worker.state;

import io.tributary.schemas.id.ClusterId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A slot's state in bytes. */
final class SlotStateFormat {
  private static final int VERSION = 1;

  private SlotStateFormat() {}

  static byte[] write(SlotState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeLong(state.sequence());
      out.writeInt(state.trainedBases().size());
      for (Map.Entry<ClusterId, Integer> base : state.trainedBases().entrySet()) {
        out.writeInt(base.getKey().value());
        out.writeInt(base.getValue());
      }
      out.writeBoolean(state.unsent().isPresent());
      if (state.unsent().isPresent()) {
        write(state.unsent().get(), out);
      }
    }
    return bytes.toByteArray();
  }

  private static void write(OutgoingUpdate update, DataOutputStream out) throws IOException {
    out.writeUTF(update.key());
    writeBytes(update.manifest(), out);
    out.writeInt(update.chunks().size());
    for (OutgoingUpdate.Chunk chunk : update.chunks()) {
      out.writeUTF(chunk.key());
      writeBytes(chunk.value(), out);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static SlotState read(byte[] content) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("has format " + version + ", this program reads " + VERSION);
      }
      long sequence = in.readLong();
      var bases = new TreeMap<ClusterId, Integer>();
      for (int left = in.readInt(); left > 0; left--) {
        bases.put(new ClusterId(in.readInt()), in.readInt());
      }
      return new SlotState(
          sequence, bases, in.readBoolean() ? Optional.of(readUpdate(in)) : Optional.empty());
    }
  }

  private static OutgoingUpdate readUpdate(DataInputStream in) throws IOException {
    String key = in.readUTF();
    byte[] manifest = readBytes(in);
    List<OutgoingUpdate.Chunk> chunks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      chunks.add(new OutgoingUpdate.Chunk(in.readUTF(), readBytes(in)));
    }
    return new OutgoingUpdate(key, manifest, chunks);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
