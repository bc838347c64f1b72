package io.tributary.schemas.update;

import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.identity.SignedText;
import java.time.Instant;

/**
 * Withdraws one of a client's slots: a tombstone in {@code task-embeddings}. A tombstone has no
 * value, so its signature is in the record's headers.
 *
 * @param slot whose announcement is withdrawn
 * @param announced when that announcement was computed, so that an old withdrawal cannot remove a
 *     later one
 * @param authorship the client's signature
 */
public record SlotWithdrawal(SlotId slot, Instant announced, SignatureWithKey authorship) {
  /** The header with the 32 bytes of the public key. */
  public static final String KEY_HEADER = "tributary-author-key";

  /** The header with the 64 bytes of the signature. */
  public static final String SIGNATURE_HEADER = "tributary-author-signature";

  /** Creates a signed withdrawal of the slot that an announcement names. */
  public static SlotWithdrawal of(
      TaskEmbedding announcement, ClientIdentity identity, String federation) {
    return new SlotWithdrawal(
        announcement.slot(),
        announcement.computedAt(),
        identity.sign(text(announcement.slot(), announcement.computedAt(), federation)));
  }

  /** Returns whether the signature belongs to the key that it names. */
  public boolean isSigned(String federation) {
    return authorship.isOver(text(slot, announced, federation));
  }

  private static SignedText text(SlotId slot, Instant announced, String federation) {
    return new SignedText("slot-withdrawal/1", federation)
        .with("slot", slot)
        .with("announced", announced.toEpochMilli());
  }
}
