package io.tributary.schemas.update;

import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.identity.SignedText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A client's announcement of one slot: the mean of its text's embeddings, and no text (topic {@code
 * task-embeddings}, key slot).
 *
 * @param slot the announced slot
 * @param clientSlots J_i: how many slots the client has, so that the stream knows when it has all
 * @param baseModel id of the model that computed the embeddings
 * @param samples n_s, rows in the slot
 * @param centroid mu_s, float[h]
 * @param spread root mean square distance of the rows to the centroid
 * @param computedAt client clock
 * @param vote the grouping signal, where the stream asks for one
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
    Optional<SignatureWithKey> authorship)
    implements SignedRecord {

  /**
   * A slot's signal by which it is grouped for the next rounds.
   *
   * @param round completed rounds that the signal is about; 0: no signal
   * @param signature B of the last target module of its last update; or its loss under each
   *     cluster's adapter, in the order of their ids
   */
  public record GroupingSignal(int round, float[] signature) {
    /** No signal. */
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

  /** Creates an announcement without a grouping signal that is not signed. */
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

  /** Returns this announcement with a signature of the client's identity. */
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
