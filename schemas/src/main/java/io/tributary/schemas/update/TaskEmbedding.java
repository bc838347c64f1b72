package io.tributary.schemas.update;

import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignedText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client publishes about one slot's text: only the mean of its embeddings (topic {@code
 * task-embeddings}, key slot).
 *
 * @param slot whose
 * @param clientSlots J_i: how many slots the client has, so that the stream knows when it has all
 * @param baseModel whose embeddings these are
 * @param samples n_s, rows in the slot
 * @param centroid mu_s, float[h]
 * @param spread root mean square distance of the rows to the centroid
 * @param computedAt client clock
 * @param vote what else to group the slot by, where the stream asks for it
 * @param authorship the client's signature over all of it; empty where records are not signed
 */
public record TaskEmbedding(
    SlotId slot,
    int clientSlots,
    String baseModel,
    long samples,
    float[] centroid,
    double spread,
    Instant computedAt,
    GroupingSignal vote,
    Optional<Authorship> authorship)
    implements SignedRecord {

  /**
   * What a slot says of the rounds that are over, for the next ones.
   *
   * @param round how many are over; 0: nothing is said
   * @param signature of its last update, B of the last site; or its loss under each cluster's
   *     adapter, in the order of their ids
   */
  public record GroupingSignal(int round, float[] signature) {
    /** A signal that says nothing. */
    public static final GroupingSignal NONE = new GroupingSignal(0, new float[0]);

    public GroupingSignal {
      IdBounds.number("round of a vote", 0, round);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GroupingSignal that
          && round == that.round
          && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
      return 31 * round + Arrays.hashCode(signature);
    }
  }

  /** Creates an announcement that is not signed. */
  public TaskEmbedding(
      SlotId slot,
      int clientSlots,
      String baseModel,
      long samples,
      float[] centroid,
      double spread,
      Instant computedAt,
      GroupingSignal vote) {
    this(
        slot,
        clientSlots,
        baseModel,
        samples,
        centroid,
        spread,
        computedAt,
        vote,
        Optional.empty());
  }

  /** Creates an announcement without a vote that is not signed. */
  public TaskEmbedding(
      SlotId slot,
      int clientSlots,
      String baseModel,
      long samples,
      float[] centroid,
      double spread,
      Instant computedAt) {
    this(slot, clientSlots, baseModel, samples, centroid, spread, computedAt, GroupingSignal.NONE);
  }

  public TaskEmbedding {
    computedAt = RecordBounds.time(computedAt);
    if (slot.index() >= clientSlots) {
      throw new IllegalArgumentException(
          "slot " + slot + " is outside its client's " + clientSlots + " slots");
    }
    if (samples < 1) {
      throw new IllegalArgumentException(
          "samples of slot " + slot + " must be >= 1, was " + samples);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TaskEmbedding that
        && slot.equals(that.slot)
        && clientSlots == that.clientSlots
        && baseModel.equals(that.baseModel)
        && samples == that.samples
        && Arrays.equals(centroid, that.centroid)
        && Double.compare(spread, that.spread) == 0
        && computedAt.equals(that.computedAt)
        && vote.equals(that.vote)
        && authorship.equals(that.authorship);
  }

  @Override
  public int hashCode() {
    return 31
            * Objects.hash(
                slot, clientSlots, baseModel, samples, spread, computedAt, vote, authorship)
        + Arrays.hashCode(centroid);
  }

  @Override
  public SignedText signedText(String federation) {
    return new SignedText("task-embedding/1", federation)
        .with("slot", slot)
        .with("clientSlots", clientSlots)
        .with("baseModel", baseModel)
        .with("samples", samples)
        .withDigest("centroid", centroid)
        .with("spread", spread)
        .with("computedAt", computedAt.toEpochMilli())
        .with("round", vote.round())
        .withDigest("signature", vote.signature());
  }

  /** Returns the same announcement with a signature of the client's identity. */
  public TaskEmbedding signedBy(ClientIdentity identity, String federation) {
    return new TaskEmbedding(
        slot,
        clientSlots,
        baseModel,
        samples,
        centroid,
        spread,
        computedAt,
        vote,
        Optional.of(identity.sign(signedText(federation))));
  }
}
