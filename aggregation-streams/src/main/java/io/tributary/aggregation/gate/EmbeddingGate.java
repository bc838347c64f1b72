package io.tributary.aggregation.gate;

import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TaskEmbedding;
import java.util.Optional;

/** What a slot's centroid, and its vote, must be before they take part in clustering. */
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
    return notFinite("centroid", centroid).or(() -> refuse(embedding.vote()));
  }

  /** What slots say is as long as their clustering needs, or they say nothing. */
  private Optional<Rejection> refuse(TaskEmbedding.Vote vote) {
    int said = vote.signature().length;
    int expected = vote.round() == 0 ? 0 : spec.signatureSize();
    return vote.round() < 0 || said != expected
        ? Optional.of(
            new Rejection(
                RejectReason.WRONG_LAYOUT,
                "signature after "
                    + vote.round()
                    + " rounds must have "
                    + expected
                    + " values with clustering by "
                    + spec.clustering().mode()
                    + ", had "
                    + said))
        : notFinite("signature", vote.signature());
  }

  private static Optional<Rejection> notFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of(
            new Rejection(
                RejectReason.NOT_FINITE,
                name + " value " + i + " must be finite, was " + values[i]));
      }
    }
    return Optional.empty();
  }
}
