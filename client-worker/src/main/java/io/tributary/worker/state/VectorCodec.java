package io.tributary.worker.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Encodes float vectors of one width, under the name of what they were computed from. */
final class VectorCodec {
  private VectorCodec() {}

  static byte[] write(String origin, float[][] vectors) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(origin);
      out.writeInt(vectors.length);
      out.writeInt(vectors[0].length);
      ByteBuffer floats = ByteBuffer.allocate(4 * vectors.length * vectors[0].length);
      for (float[] vector : vectors) {
        for (float value : vector) {
          floats.putFloat(value);
        }
      }
      out.write(floats.array());
    }
    return bytes.toByteArray();
  }

  static String origin(byte[] content) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
      return in.readUTF();
    }
  }

  static float[][] read(byte[] content) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
      in.readUTF();
      float[][] vectors = new float[in.readInt()][in.readInt()];
      for (float[] vector : vectors) {
        for (int i = 0; i < vector.length; i++) {
          vector[i] = in.readFloat();
        }
      }
      return vectors;
    }
  }
}
