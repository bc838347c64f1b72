package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks a slot's centroid, and its grouping signal, before they take part in clustering.
 *
 * <p>Embeddings have length 1. So their mean mu has length 1 at most, and their mean square
 * distance to it, the square of the spread, is 1 - ||mu||^2.
 */
public record EmbeddingGate(FederationSpec spec) {
  /** The largest norm of a centroid, with a margin for rounding. */
  private static final double MAX_NORM = 1 + 1e-3;

  /**
   * The smallest norm of a centroid. No mean of text embeddings is shorter: they share a direction,
   * and even ten thousand random directions have a mean of length 0.01.
   */
  private static final double MIN_NORM = 0.01;

  /**
   * The largest difference between the square of the spread and 1 less the square of the mean's
   * norm.
   */
  private static final double SPREAD_TOLERANCE = 0.02;

  private static final float MAX_SIGNATURE_VALUE = 1e6f;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Returns what is wrong with an announcement; empty if it is sound. */
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
    return notFinite("centroid", centroid)
        .or(() -> noMean(embedding))
        .or(() -> notSane(embedding))
        .or(() -> refuse(embedding.vote()));
  }

  private static Optional<Rejection> noMean(TaskEmbedding embedding) {
    double squares = 0;
    for (float value : embedding.centroid()) {
      squares += (double) value * value;
    }
    double norm = Math.sqrt(squares);
    if (norm < MIN_NORM || norm > MAX_NORM) {
      return bad(
          "norm of the centroid must be in "
              + MIN_NORM
              + ".."
              + MAX_NORM
              + ", as that of a mean of embeddings of length 1, was "
              + norm);
    }
    double spread = embedding.spread();
    boolean follows = Math.abs(spread * spread + squares - 1) <= SPREAD_TOLERANCE;
    return spread >= 0 && follows
        ? Optional.empty()
        : bad(
            "spread must be the root mean square distance of embeddings of length 1 to their mean: "
                + Math.sqrt(Math.max(0, 1 - squares))
                + " with a mean of norm "
                + norm
                + ", was "
                + spread);
  }

  private Optional<Rejection> notSane(TaskEmbedding embedding) {
    int most = spec.membership().maxClientSlots();
    if (most > 0 && embedding.clientSlots() > most) {
      return Optional.of(
          new Rejection(
              RejectReason.TOO_MANY_SLOTS,
              "slots of a client must be <= %d, were %d: announce fewer, larger slots"
                  .formatted(most, embedding.clientSlots())));
    }
    if (embedding.samples() > SampleWeight.MAX_SAMPLES) {
      return bad(
          "samples must be <= " + SampleWeight.MAX_SAMPLES + ", were " + embedding.samples());
    }
    Instant at = embedding.computedAt();
    return at.isBefore(EARLIEST) || at.isAfter(LATEST)
        ? bad(
            "computedAt must be in "
                + EARLIEST
                + ".."
                + LATEST
                + ", was "
                + at
                + ": set the client's clock")
        : Optional.empty();
  }

  private static Optional<Rejection> bad(String detail) {
    return Optional.of(new Rejection(RejectReason.BAD_EMBEDDING, detail));
  }

  /**
   * Returns what is wrong with a grouping signal: it must have the size that the clustering needs,
   * or be absent.
   */
  private Optional<Rejection> refuse(TaskEmbedding.GroupingSignal groupingSignal) {
    int said = groupingSignal.signature().length;
    int expected = groupingSignal.round() == 0 ? 0 : spec.signatureSize();
    return groupingSignal.round() < 0 || said != expected
        ? Optional.of(
            new Rejection(
                RejectReason.WRONG_LAYOUT,
                "signature after "
                    + groupingSignal.round()
                    + " rounds must have "
                    + expected
                    + " values with clustering by "
                    + spec.clustering().mode()
                    + ", had "
                    + said))
        : notFinite("signature", groupingSignal.signature())
            .or(() -> tooLarge(groupingSignal.signature()));
  }

  private static Optional<Rejection> tooLarge(float[] signature) {
    for (int i = 0; i < signature.length; i++) {
      if (Math.abs(signature[i]) > MAX_SIGNATURE_VALUE) {
        return bad(
            "signature value "
                + i
                + " must be within +-"
                + MAX_SIGNATURE_VALUE
                + ", was "
                + signature[i]);
      }
    }
    return Optional.empty();
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
