package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;

/**
 * An operator's decision about a client, or about all clients whose ids match a pattern (topic
 * {@code client-policy}, key the client or the pattern). A decision by name takes precedence over
 * patterns; a tombstone, or no record at all, means that there is no decision under that name.
 *
 * @param clients the client or the pattern
 * @param blocked whether their updates and announcements are rejected
 * @param ruling the operator and the reason
 * @param at operator's clock
 */
public record ClientPolicy(
    ClientPattern clients, boolean blocked, OperatorDecision ruling, Instant at) {
  public ClientPolicy {
    at = RecordBounds.time(at);
  }

  /** Creates a policy about exactly one client. */
  public ClientPolicy(ClientId client, boolean blocked, OperatorDecision ruling, Instant at) {
    this(ClientPattern.of(client), blocked, ruling, at);
  }
}
