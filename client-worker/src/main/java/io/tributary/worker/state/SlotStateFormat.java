package io.tributary.worker.state;

import io.tributary.schemas.id.ClusterId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Encodes a slot's state in bytes, and decodes it. */
final class SlotStateFormat {
  private static final int VERSION = 2;

  /** The number of the format before slots had a memory; such files are still read. */
  private static final int WITHOUT_MEMORY = 1;

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
      write(state.memory(), out);
    }
    return bytes.toByteArray();
  }

  private static void write(SlotMemory memory, DataOutputStream out) throws IOException {
    out.writeBoolean(memory.cluster().isPresent());
    if (memory.cluster().isPresent()) {
      out.writeInt(memory.cluster().get().value());
    }
    out.writeInt(memory.vectors().size());
    for (Map.Entry<String, float[]> vector : memory.vectors().entrySet()) {
      out.writeUTF(vector.getKey());
      ByteBuffer floats = ByteBuffer.allocate(Float.BYTES * vector.getValue().length);
      floats.asFloatBuffer().put(vector.getValue());
      writeBytes(floats.array(), out);
    }
    out.writeInt(memory.numbers().size());
    for (Map.Entry<String, Double> number : memory.numbers().entrySet()) {
      out.writeUTF(number.getKey());
      out.writeDouble(number.getValue());
    }
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
      if (version != VERSION && version != WITHOUT_MEMORY) {
        throw new IOException(
            "has format " + version + ", this program reads " + WITHOUT_MEMORY + " to " + VERSION);
      }
      long sequence = in.readLong();
      var bases = new TreeMap<ClusterId, Integer>();
      for (int left = in.readInt(); left > 0; left--) {
        bases.put(new ClusterId(in.readInt()), in.readInt());
      }
      Optional<OutgoingUpdate> unsent =
          in.readBoolean() ? Optional.of(readUpdate(in)) : Optional.empty();
      SlotMemory memory = version == WITHOUT_MEMORY ? SlotMemory.EMPTY : readMemory(in);
      return new SlotState(sequence, bases, unsent, memory);
    }
  }

  private static SlotMemory readMemory(DataInputStream in) throws IOException {
    Optional<ClusterId> cluster =
        in.readBoolean() ? Optional.of(new ClusterId(in.readInt())) : Optional.empty();
    var vectors = new TreeMap<String, float[]>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      ByteBuffer bytes = ByteBuffer.wrap(readBytes(in));
      float[] vector = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(vector);
      vectors.put(name, vector);
    }
    var numbers = new TreeMap<String, Double>();
    for (int left = in.readInt(); left > 0; left--) {
      numbers.put(in.readUTF(), in.readDouble());
    }
    return new SlotMemory(cluster, vectors, numbers);
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
