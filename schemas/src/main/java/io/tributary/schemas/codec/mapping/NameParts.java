package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;

/**
 * Parts of names, which records carry beside the names so that nobody has to take these apart: a
 * query engine groups by {@code client}. The name counts; a part that is there must agree with it,
 * as a reader may go by either. Records of older programs have no parts.
 */
final class NameParts {
  private NameParts() {}

  /** Passes if the parts that are there are those of the slot. */
  static SlotId of(SlotId slot, String client, Integer slotIndex) {
    agree("client", client, slot.client().value(), slot);
    agree("slotIndex", slotIndex, slot.index(), slot);
    return slot;
  }

  /** Passes if the parts that are there are those of the update. */
  static UpdateId of(UpdateId update, String client, Integer slotIndex, Long sequence) {
    of(update.slot(), client, slotIndex);
    agree("sequence", sequence, update.sequence(), update);
    return update;
  }

  /** Passes if the parts that are there are those of the adapter's name. */
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
