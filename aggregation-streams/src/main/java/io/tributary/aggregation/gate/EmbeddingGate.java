package io.tributary.aggregation.gate;

import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TaskEmbedding;
import java.util.Optional;

/** What a slot's centroid must be before it takes part in clustering. */
public record EmbeddingGate(FederationSpec spec) {

  /** What is wrong with it; empty if nothing is. */
  public Optional<Rejection> refuse(TaskEmbedding embedding) {
    if (!embedding.baseModel().equals(spec.baseModel())) {
      return Optional.of(
          new Rejection(
              RejectReason.WRONG_BASE_MODEL,
              "base model must be "
                  + spec.baseModel()
                  + ", was "
                  + embedding.baseModel()
                  + ": embed with the model of the federation topic"));
    }
    float[] centroid = embedding.centroid();
    if (centroid.length != spec.embeddingSize()) {
      return Optional.of(
          new Rejection(
              RejectReason.WRONG_BASE_MODEL,
              "centroid must have " + spec.embeddingSize() + " values, had " + centroid.length));
    }
    for (int i = 0; i < centroid.length; i++) {
      if (!Float.isFinite(centroid[i])) {
        return Optional.of(
            new Rejection(
                RejectReason.NOT_FINITE,
                "centroid value " + i + " must be finite, was " + centroid[i]));
      }
    }
    return Optional.empty();
  }
}
