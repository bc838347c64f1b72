package io.tributary.router.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.http.HttpProblem;
import java.util.List;
import java.util.Optional;

/** Reads an embedding that the caller computed. */
public final class EmbeddingField {
  private static final int LONGEST = 65_536;

  /**
   * The tolerance within which an embedding has unit length; float rounding alone stays below it.
   */
  private static final double UNIT_TOLERANCE = 1e-5;

  private EmbeddingField() {}

  /** Returns the numbers, if the field is there: all finite, not all zero, scaled to length 1. */
  public static Optional<float[]> read(JsonFields fields, String name) {
    if (!fields.has(name)) {
      return Optional.empty();
    }
    List<JsonNode> elements = fields.array(name, 1, LONGEST);
    float[] embedding = new float[elements.size()];
    double squares = 0;
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = number(elements.get(i), fields.at(name) + "/" + i);
      squares += (double) embedding[i] * embedding[i];
    }
    if (squares == 0) {
      throw HttpProblem.at(
          fields.at(name),
          "zero-embedding",
          fields.at(name) + " must have a direction, was all zeros",
          "Send the embedding of a text.");
    }
    return Optional.of(toUnitLength(embedding, Math.sqrt(squares)));
  }

  private static float number(JsonNode element, String pointer) {
    if (!element.isNumber()) {
      throw JsonFields.wrongType(pointer, "a number", element);
    }
    float value = element.floatValue();
    if (!Float.isFinite(value)) {
      throw HttpProblem.at(
          pointer,
          "out-of-range",
          pointer + " must be a finite 32-bit number, was " + element.asText(),
          "Send embeddings of unit length: all of their numbers are in -1..1.");
    }
    return value;
  }

  /**
   * Scales an embedding to length 1: centroids are means of unit vectors, so distances mean nothing
   * for any other length.
   */
  private static float[] toUnitLength(float[] embedding, double length) {
    if (Math.abs(length - 1) > UNIT_TOLERANCE) {
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = (float) (embedding[i] / length);
      }
    }
    return embedding;
  }
}
