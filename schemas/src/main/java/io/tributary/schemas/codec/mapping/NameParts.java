package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;

/**
 * Checks the parts of names that records carry beside the names, so that a query engine can group
 * by {@code client} without parsing. The name is authoritative; a part that is present must agree
 * with it, because a reader may use either. Records of older programs have no parts.
 */
final class NameParts {
  private NameParts() {}

  /** Returns the slot if the parts that are present agree with it; throws otherwise. */
  static SlotId of(SlotId slot, String client, Integer slotIndex) {
    agree("client", client, slot.client().value(), slot);
    agree("slotIndex", slotIndex, slot.index(), slot);
    return slot;
  }

  /** Returns the update's id if the parts that are present agree with it; throws otherwise. */
  static UpdateId of(UpdateId update, String client, Integer slotIndex, Long sequence) {
    of(update.slot(), client, slotIndex);
    agree("sequence", sequence, update.sequence(), update);
    return update;
  }

  /** Returns the adapter's name if the parts that are present agree with it; throws otherwise. */
  static AdapterVersion of(
      AdapterVersion name, Integer cluster, Integer epoch, Integer version, String digest) {
    agree("cluster", cluster, name.cluster().value(), name.name());
    agree("epoch", epoch, name.epoch(), name.name());
    agree("version", version, name.version(), name.name());
    agree("digest", digest, name.digest(), name.name());
    return name;
  }

  private static void agree(String part, Object there, Object named, Object name) {
    if (there != null && !there.equals(named)) {
      throw new IllegalArgumentException(
          part + " must be that of " + name + ", was " + PlainText.of(there.toString()));
    }
  }
}
