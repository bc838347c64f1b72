package io.tributary.aggregation.topology;

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
 * What an announcement must be before its slot takes part.
 *
 * @param signatures whether it is signed with the key that it names
 * @param keys whether that key is its client's
 * @param gate what its centroid and numbers must be
 * @param clustering what is known of the slot, and whether there is room
 */
record AnnouncementRule(
    SignatureRule signatures, ClientKeys keys, EmbeddingGate gate, GlobalClustering clustering) {

  /** What is wrong with it; empty if nothing is. */
  Optional<Rejection> refuse(TaskEmbedding embedding) {
    return signatures
        .refuse(embedding)
        .or(() -> keys.refuse(embedding))
        .or(() -> gate.refuse(embedding))
        .or(() -> replayed(embedding))
        .or(() -> full(embedding.slot()));
  }

  /** The same of one that was taken before, perhaps when the gate took more, and was withheld. */
  Optional<Rejection> refuseAgain(TaskEmbedding embedding) {
    return keys.refuse(embedding).or(() -> gate.refuse(embedding)).or(() -> full(embedding.slot()));
  }

  private Optional<Rejection> full(SlotId slot) {
    return clustering.whyFull(slot).map(why -> new Rejection(RejectReason.FEDERATION_FULL, why));
  }

  /** A stranger may send again what a client has signed before. */
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
