package io.tributary.aggregation.topology.clustering;

import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.Optional;

/**
 * Checks an announcement before its slot takes part.
 *
 * @param signatures checks that it is signed with the key that it names
 * @param keys checks that the key is its client's
 * @param gate checks its centroid and numbers
 * @param clustering knows the slot, and whether there is room
 */
record AnnouncementRule(
    SignatureRule signatures, ClientKeys keys, EmbeddingGate gate, GlobalClustering clustering) {

  /** Returns what is wrong with an announcement; empty if nothing is. */
  Optional<Rejection> refuse(TaskEmbedding embedding) {
    return signatures
        .refuse(embedding)
        .or(() -> keys.refuse(embedding))
        .or(() -> gate.refuse(embedding))
        .or(() -> replayed(embedding))
        .or(() -> full(embedding.slot()));
  }

  /**
   * Returns what is wrong with a withheld announcement, which was accepted before, perhaps by a
   * gate with other rules.
   */
  Optional<Rejection> refuseAgain(TaskEmbedding embedding) {
    return keys.refuse(embedding).or(() -> gate.refuse(embedding)).or(() -> full(embedding.slot()));
  }

  private Optional<Rejection> full(SlotId slot) {
    return clustering.whyFull(slot).map(why -> new Rejection(RejectReason.FEDERATION_FULL, why));
  }

  /**
   * Returns a rejection of an announcement that is older than the slot's newest one: a stranger may
   * send again what a client has signed before.
   */
  private Optional<Rejection> replayed(TaskEmbedding embedding) {
    return clustering
        .announced(embedding.slot())
        .filter(known -> signatures.required())
        .filter(known -> embedding.computedAt().isBefore(known.computedAt()))
        .map(
            known ->
                new Rejection(
                    RejectReason.ANNOUNCEMENT_REPLAYED,
                    "computedAt must be >= "
                        + known.computedAt()
                        + ", that of the slot's newest announcement, was "
                        + embedding.computedAt()));
  }
}
