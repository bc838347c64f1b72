package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.policy.ClientDecisions.Decision;

/** Makes the rejection of records from a client that a person has blocked. */
public final class BlockRule {
  private BlockRule() {}

  /**
   * The rejection of anything that a blocked client sends.
   *
   * @param block by its name or by a pattern, with the reason
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
