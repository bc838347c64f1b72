package io.tributary.infra.bench.train;

import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.ReferenceEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import java.util.List;

/**
 * Compares embeddings of the bundled model with those that ONNX Runtime computed from the same
 * file.
 */
public final class EmbeddingParityCheck {
  private EmbeddingParityCheck() {}

  /**
   * The result of the comparison.
   *
   * @param texts number of texts compared
   * @param largestDifference the largest of any component
   * @param bound largest difference allowed, 1e-4
   */
  public record Report(int texts, double largestDifference, double bound) {
    /** Returns whether all components are within the bound. */
    public boolean holds() {
      return largestDifference <= bound;
    }
  }

  /**
   * Embeds the reference texts and compares.
   *
   * @param model must be the bundled one
   */
  public static Report run(BaseModel model) {
    List<ReferenceEmbeddings.Entry> references = ReferenceEmbeddings.bundled();
    double largest = 0;
    try (var embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT)) {
      float[][] ours =
          embedder.embed(references.stream().map(ReferenceEmbeddings.Entry::text).toList());
      for (int i = 0; i < ours.length; i++) {
        float[] theirs = references.get(i).embedding();
        for (int j = 0; j < theirs.length; j++) {
          largest = Math.max(largest, Math.abs(ours[i][j] - theirs[j]));
        }
      }
    }
    return new Report(references.size(), largest, ReferenceEmbeddings.BOUND);
  }
}
