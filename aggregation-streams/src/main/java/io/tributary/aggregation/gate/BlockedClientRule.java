package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.policy.ClientDecisions.Decision;

/** Builds the rejection of records of a blocked client. */
public final class BlockedClientRule {
  private BlockedClientRule() {}

  /**
   * Returns the rejection of any record of a blocked client.
   *
   * @param block decision by name or by a pattern, with the reason
   */
  public static Rejection rejection(ClientId client, Decision<String> block) {
    return new Rejection(
        RejectReason.CLIENT_BLOCKED,
        "client "
            + client
            + " is blocked"
            + (block.clients().isExact() ? "" : " by " + block.clients())
            + (block.detail().isEmpty() ? "" : ", because: " + block.detail())
            + ": tributary clients unblock "
            + client);
  }
}
