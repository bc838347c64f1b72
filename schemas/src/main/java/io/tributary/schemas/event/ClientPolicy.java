package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;

/**
 * What a person decided about a client, or about all whose ids match a pattern (topic {@code
 * client-policy}, key the client or the pattern). What is decided by name holds before any pattern;
 * a tombstone, or no record at all, means that nothing is decided under that name.
 *
 * @param clients who
 * @param blocked whether their updates and embeddings are set aside
 * @param ruling whose decision
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
