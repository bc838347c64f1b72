package io.tributary.schemas.event;

import io.tributary.schemas.id.ClientId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a person decided about a client (topic {@code client-policy}, key client). A tombstone, or
 * no record at all, means that it may contribute.
 *
 * @param client who
 * @param blocked whether its updates and embeddings are set aside
 * @param why for people, at most {@value #MAX_WHY} characters
 * @param by who decided
 * @param at operator's clock
 */
public record ClientPolicy(ClientId client, boolean blocked, String why, String by, Instant at) {
  /** Every ledger keeps it for every blocked client. */
  public static final int MAX_WHY = 500;

  public ClientPolicy {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (why.length() > MAX_WHY || by.length() > MAX_WHY) {
      throw new IllegalArgumentException(
          "reason and author of a decision must be at most "
              + MAX_WHY
              + " characters, were "
              + why.length()
              + " and "
              + by.length());
    }
  }
}
