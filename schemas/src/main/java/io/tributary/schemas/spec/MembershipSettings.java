package io.tributary.schemas.spec;

/**
 * The rules of membership: who may take part in a federation, and how many.
 *
 * @param mode how a client proves who it is
 * @param maxClientSlots slots that one client may announce; 0: as many as ids allow
 * @param maxMembers slots that may take part at once; 0: as many as a cluster state can hold
 */
public record MembershipSettings(Mode mode, int maxClientSlots, int maxMembers) {
  /** The proof by which a client is identified. */
  public enum Mode {
    /** No proof: a program that may write to the topics may use any name. */
    UNSIGNED,
    /** A signature; the first key that signs for a client is bound to its name. */
    OPEN,
    /** A signature with the key that an operator registered for the client. */
    REGISTERED
  }

  /**
   * The default number of members: so many slots with keys and long names take half of a record of
   * Kafka's default size.
   */
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

  /** Returns whether records must be signed. */
  public boolean signed() {
    return mode != Mode.UNSIGNED;
  }

  /** Returns the membership of federations that were made before records were signed. */
  public static MembershipSettings unsigned() {
    return new MembershipSettings(Mode.UNSIGNED, 0, 0);
  }

  /** Returns open membership with signed records: 64 slots a client, 2,000 in all. */
  public static MembershipSettings open() {
    return new MembershipSettings(Mode.OPEN, DEFAULT_CLIENT_SLOTS, DEFAULT_MEMBERS);
  }

  /** Returns these rules with another proof of identity. */
  public MembershipSettings with(Mode other) {
    return new MembershipSettings(other, maxClientSlots, maxMembers);
  }
}
