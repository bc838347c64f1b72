package io.tributary.schemas.spec;

/**
 * Who may take part in a federation, and how many.
 *
 * @param mode how a client proves who it is
 * @param maxClientSlots slots that one client may announce; 0: as many as ids allow
 * @param maxMembers slots that may take part at once; 0: as many as a cluster state can hold
 */
public record MembershipSettings(Mode mode, int maxClientSlots, int maxMembers) {
  /** How a client proves who it is. */
  public enum Mode {
    /** Not at all: whoever may write to the topics may use any name. */
    UNSIGNED,
    /** By its key; the first one that a client uses is its own from then on. */
    OPEN,
    /** By the key that an operator has registered for it. */
    REGISTERED
  }

  /** Half of a record of Kafka's default size holds so many slots with keys and long names. */
  private static final int DEFAULT_MEMBERS = 2_000;

  private static final int DEFAULT_CLIENT_SLOTS = 64;

  public MembershipSettings {
    if (maxClientSlots < 0) {
      throw new IllegalArgumentException(
          "membership.max-client-slots must be >= 0 (0: no bound), was " + maxClientSlots);
    }
    if (maxMembers < 0) {
      throw new IllegalArgumentException(
          "membership.max-members must be >= 0 (0: no bound), was " + maxMembers);
    }
  }

  /** Whether records must be signed. */
  public boolean signed() {
    return mode != Mode.UNSIGNED;
  }

  /** As federations were before records were signed. */
  public static MembershipSettings unsigned() {
    return new MembershipSettings(Mode.UNSIGNED, 0, 0);
  }

  /** Signed records of anybody: 64 slots a client, 2,000 in all. */
  public static MembershipSettings open() {
    return new MembershipSettings(Mode.OPEN, DEFAULT_CLIENT_SLOTS, DEFAULT_MEMBERS);
  }

  /** The same for another way to prove who one is. */
  public MembershipSettings with(Mode other) {
    return new MembershipSettings(other, maxClientSlots, maxMembers);
  }
}
