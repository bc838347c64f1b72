package io.tributary.schemas.follow;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.spec.FederationSpec;

/**
 * The embedding space of a federation's centroids. Distances between centroids of different models
 * mean nothing.
 *
 * @param baseModel id of the model that embeds
 * @param size number of values of an embedding
 */
public record EmbeddingSpace(String baseModel, int size) {
  /** Returns the embedding space of a federation's base model. */
  public static EmbeddingSpace of(FederationSpec spec) {
    return new EmbeddingSpace(spec.baseModel(), spec.embeddingSize());
  }

  /** Throws {@link UnusableRecord} if a state's centroids are not of this space, or not finite. */
  void require(ClusterState state) {
    if (!state.baseModel().equals(baseModel)) {
      throw new UnusableRecord(
          "cluster state must be of base model "
              + baseModel
              + ", was of "
              + PlainText.of(state.baseModel()));
    }
    for (ClusterCentroid cluster : state.clusters()) {
      if (cluster.centroid().length != size) {
        throw new UnusableRecord(
            "centroid of "
                + cluster.id()
                + " must have "
                + size
                + " values, had "
                + cluster.centroid().length);
      }
      for (float value : cluster.centroid()) {
        if (!Float.isFinite(value)) {
          throw new UnusableRecord(
              "centroid of " + cluster.id() + " must be finite, has a value of " + value);
        }
      }
    }
  }
}
