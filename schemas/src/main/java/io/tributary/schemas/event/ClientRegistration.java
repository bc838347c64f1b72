package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.identity.ClientKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The key that a client's records must be signed with. In the topic {@code client-registrations}
 * (key client) it is an operator's order; in {@code client-keys} (key client) it is what the
 * aggregator applies.
 *
 * @param client the client that the key is bound to
 * @param key public key of its signatures
 * @param ruling the operator and the reason; empty texts where the client used the key first
 * @param at time of the order or of the first use
 */
public record ClientRegistration(
    ClientId client, ClientKey key, OperatorDecision ruling, Instant at) {
  /** The decision of a key that was bound by its client's first use, without an operator. */
  public static final OperatorDecision FIRST_USE = new OperatorDecision("", "");

  public ClientRegistration {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns whether an operator decided, and not the client's first record. */
  public boolean isOrdered() {
    return !ruling.equals(FIRST_USE);
  }
}
