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
 * Embeddings of a few texts that ONNX Runtime computed from the bundled model's file, as an
 * independent reference that ships with the product. A test computes them again.
 */
public final class ReferenceEmbeddings {
  /** The largest difference of a component that counts as equal. */
  public static final double BOUND = 1e-4;

  static final String RESOURCE = "onnxruntime-embeddings.txt";

  private ReferenceEmbeddings() {}

  /** A text, which is cut at 64 tokens, and its embedding of length 1. */
  public record Entry(String text, float[] embedding) {

    /** Returns one line: the embedding as Base64 of little-endian floats, a blank, and the text. */
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

  /**
   * Returns all reference texts. Their lengths range from one word to more than the limit of
   * tokens.
   */
  public static List<Entry> bundled() {
    try (InputStream in = ReferenceEmbeddings.class.getResourceAsStream(RESOURCE)) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return lines.lines().map(Entry::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("class path resource " + RESOURCE + " cannot be read", e);
    }
  }
}
