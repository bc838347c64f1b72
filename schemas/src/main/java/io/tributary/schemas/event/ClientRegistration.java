package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.identity.ClientKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which key is bound to which client. In the topic {@code client-registrations} (key client) it is
 * an operator's order; in {@code client-keys} (key client) it is what holds, as the aggregator
 * says.
 *
 * @param client that the key is bound to
 * @param key that its records must be signed with
 * @param ruling who decided that; nobody and no reason where the client used the key first
 * @param at when that was
 */
public record ClientRegistration(
    ClientId client, ClientKey key, OperatorDecision ruling, Instant at) {
  /** Ruling of a key that was bound by its client's first use, without an operator. */
  public static final OperatorDecision FIRST_USE = new OperatorDecision("", "");

  public ClientRegistration {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether an operator decided, not the client's first record. */
  public boolean isOrdered() {
    return !ruling.equals(FIRST_USE);
  }
}
