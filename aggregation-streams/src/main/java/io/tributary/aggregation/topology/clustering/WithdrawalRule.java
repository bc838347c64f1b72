package io.tributary.aggregation.topology.clustering;

import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.membership.ClientKeys;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.SlotWithdrawal;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Checks whether a tombstone withdraws a slot. Where records are signed it must come from the
 * slot's client, which signs in headers which announcement it withdraws.
 *
 * @param signatures whether records are signed
 * @param keys of the clients
 * @param clustering the current announcements
 */
record WithdrawalRule(SignatureRule signatures, ClientKeys keys, GlobalClustering clustering) {
  Optional<Rejection> refuse(SlotId slot, Headers headers) {
    Optional<TaskEmbedding> known = clustering.announced(slot);
    if (!signatures.required() || known.isEmpty()) {
      // The slot is unknown: there is nothing to withdraw.
      return Optional.empty();
    }
    Optional<SignatureWithKey> author = authorship(headers);
    if (author.isEmpty()) {
      return refused(
          RejectReason.BAD_SIGNATURE,
          "must carry the headers "
              + SlotWithdrawal.KEY_HEADER
              + " (32 bytes) and "
              + SlotWithdrawal.SIGNATURE_HEADER
              + " (64 bytes)");
    }
    if (!keys.key(slot.client()).equals(author.map(SignatureWithKey::key))) {
      return refused(
          RejectReason.KEY_MISMATCH,
          "must be signed by client "
              + slot.client()
              + ", was by "
              + author.get().key().shortForm());
    }
    var withdrawal = new SlotWithdrawal(slot, known.get().computedAt(), author.get());
    return withdrawal.isSigned(signatures.federation())
        ? Optional.empty()
        : refused(
            RejectReason.BAD_SIGNATURE,
            "must be signed over the slot and its newest announcement, of "
                + known.get().computedAt());
  }

  private static Optional<SignatureWithKey> authorship(Headers headers) {
    Header key = headers.lastHeader(SlotWithdrawal.KEY_HEADER);
    Header signature = headers.lastHeader(SlotWithdrawal.SIGNATURE_HEADER);
    boolean formed =
        length(key) == ClientKey.BYTES && length(signature) == SignatureWithKey.SIGNATURE_BYTES;
    return formed
        ? Optional.of(new SignatureWithKey(ClientKey.of(key.value()), signature.value()))
        : Optional.empty();
  }

  private static int length(Header header) {
    return header == null || header.value() == null ? -1 : header.value().length;
  }

  private static Optional<Rejection> refused(RejectReason reason, String must) {
    return Optional.of(new Rejection(reason, "a withdrawal of a slot " + must));
  }
}
