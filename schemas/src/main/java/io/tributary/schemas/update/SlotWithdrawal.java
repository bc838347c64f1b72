package io.tributary.schemas.update;

import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignedText;
import java.time.Instant;

/**
 * A client takes one of its slots back: a tombstone in {@code task-embeddings}. Since a tombstone
 * has no value, its signature is in the record's headers.
 *
 * @param slot whose announcement goes
 * @param announced when that announcement was computed, so that an old withdrawal takes back no
 *     later one
 * @param authorship the client's signature
 */
public record SlotWithdrawal(SlotId slot, Instant announced, Authorship authorship) {
  /** Header with the 32 bytes of the public key. */
  public static final String KEY_HEADER = "tributary-author-key";

  /** Header with the 64 bytes of the signature. */
  public static final String SIGNATURE_HEADER = "tributary-author-signature";

  /** Creates a signed withdrawal of the slot that an announcement names. */
  public static SlotWithdrawal of(
      TaskEmbedding announcement, ClientIdentity identity, String federation) {
    return new SlotWithdrawal(
        announcement.slot(),
        announcement.computedAt(),
        identity.sign(text(announcement.slot(), announcement.computedAt(), federation)));
  }

  /** Whether the signature is of the key that it names. */
  public boolean isSigned(String federation) {
    return authorship.isOver(text(slot, announced, federation));
  }

  private static SignedText text(SlotId slot, Instant announced, String federation) {
    return new SignedText("slot-withdrawal/1", federation)
        .with("slot", slot)
        .with("announced", announced.toEpochMilli());
  }
}
