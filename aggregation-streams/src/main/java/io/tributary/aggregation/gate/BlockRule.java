package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;

/** What is said to a client that a person has blocked. */
public final class BlockRule {
  private BlockRule() {}

  /** The rejection of anything that a blocked client sends. */
  public static Rejection rejection(ClientId client, String why) {
    return new Rejection(
        RejectReason.CLIENT_BLOCKED,
        "client "
            + client
            + " is blocked"
            + (why.isEmpty() ? "" : ", because: " + why)
            + ": tributary clients unblock "
            + client);
  }
}
