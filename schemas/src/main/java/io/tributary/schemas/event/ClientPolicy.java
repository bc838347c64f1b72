package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import java.time.Instant;

/**
 * What a person decided about a client (topic {@code client-policy}, key client). A tombstone, or
 * no record at all, means that it may contribute.
 *
 * @param client who
 * @param blocked whether its updates and embeddings are set aside
 * @param ruling whose decision
 * @param at operator's clock
 */
public record ClientPolicy(ClientId client, boolean blocked, Ruling ruling, Instant at) {
  public ClientPolicy {
    at = RecordBounds.time(at);
  }
}
