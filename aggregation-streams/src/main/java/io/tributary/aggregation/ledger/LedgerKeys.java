package io.tributary.aggregation.ledger;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;

/**
 * Keys of a ledger's stored entries: {@code head}, {@code norms}, {@code client/a} (a blocked one),
 * {@code slot/a/0}, {@code pending/a/0#7} and {@code part/8/a/0} (slot a/0's part in window 8).
 * Small entries keep every changelog record far below 1 MiB, however many slots a cluster has, and
 * a decision rewrites only what it changed.
 */
final class LedgerKeys {
  static final String HEAD = "head";
  static final String NORMS = "norms";
  static final String CLIENT = "client/";
  static final String SLOT = "slot/";
  static final String PENDING = "pending/";
  static final String PART = "part/";

  private LedgerKeys() {}

  static String client(ClientId client) {
    return CLIENT + client;
  }

  static String slot(SlotId slot) {
    return SLOT + slot;
  }

  static String pending(UpdateId update) {
    return PENDING + update;
  }

  static String part(int version, SlotId slot) {
    return PART + version + "/" + slot;
  }
}
