package io.tributary.aggregation.ledger.state;

import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.SlotId;

/**
 * Defines the keys of a ledger's stored entries: {@code head}, {@code norms}, {@code client/a} (the
 * decision about a client or a pattern), {@code slot/a/0}, {@code stranger/a/0} (a slot that never
 * was a member), {@code pending/a/0#7} (and after a space the key that it is signed with), {@code
 * versions/a/0} (how many versions a slot contributed to while it is new), {@code attendance/a/0}
 * (what a slot owes that kept windows waiting), {@code part/8/a/0} (slot a/0's contribution to
 * window 8), {@code distances/0} (chunk 0's distances in the window that is closed) and {@code
 * agreement/0} (its contributors' agreement on chunk 0). Small entries keep every changelog record
 * far below 1 MiB, however many slots a cluster has, and a decision rewrites only what it changed.
 */
public final class LedgerKeys {
  public static final String HEAD = "head";
  public static final String NORMS = "norms";
  public static final String CLIENT = "client/";
  public static final String SLOT = "slot/";
  public static final String STRANGER = "stranger/";
  public static final String VERSIONS = "versions/";
  public static final String ATTENDANCE = "attendance/";
  public static final String PENDING = "pending/";
  public static final String PART = "part/";

  public static final String DISTANCES = "distances/";
  public static final String AGREEMENT = "agreement/";

  private LedgerKeys() {}

  public static String distances(int chunk) {
    return DISTANCES + chunk;
  }

  public static String agreement(int chunk) {
    return AGREEMENT + chunk;
  }

  public static String clients(ClientPattern clients) {
    return CLIENT + clients;
  }

  public static String slot(SlotId slot) {
    return SLOT + slot;
  }

  public static String stranger(SlotId slot) {
    return STRANGER + slot;
  }

  public static String versions(SlotId slot) {
    return VERSIONS + slot;
  }

  public static String attendance(SlotId slot) {
    return ATTENDANCE + slot;
  }

  public static String pending(Submission submission) {
    return PENDING + submission;
  }

  public static String contribution(int version, SlotId slot) {
    return PART + version + "/" + slot;
  }
}
