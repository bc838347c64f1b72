package io.tributary.schemas.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Embeddings of a few texts that ONNX Runtime computed from the bundled model's file: an
 * independent witness that travels with the product. A test computes them anew.
 */
public final class ReferenceEmbeddings {
  /** Largest difference of a component that counts as equal. */
  public static final double BOUND = 1e-4;

  static final String RESOURCE = "onnxruntime-embeddings.txt";

  private ReferenceEmbeddings() {}

  /** A text and its embedding of length 1, cut at 64 tokens. */
  public record Entry(String text, float[] embedding) {

    /** One line: the embedding as Base64 of little-endian floats, a blank, the text. */
    String line() {
      ByteBuffer bytes = ByteBuffer.allocate(4 * embedding.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(embedding);
      return Base64.getEncoder().encodeToString(bytes.array()) + " " + text;
    }

    static Entry parse(String line) {
      int blank = line.indexOf(' ');
      byte[] bytes = Base64.getDecoder().decode(line.substring(0, blank));
      float[] embedding = new float[bytes.length / 4];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(embedding);
      return new Entry(line.substring(blank + 1), embedding);
    }
  }

  /** All reference texts, from one word to longer than the limit. */
  public static List<Entry> bundled() {
    try (InputStream in = ReferenceEmbeddings.class.getResourceAsStream(RESOURCE)) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return lines.lines().map(Entry::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("class path resource " + RESOURCE + " cannot be read", e);
    }
  }
}
