package io.tributary.schemas.policy;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the operators' decisions about which clients are blocked, by name and by pattern. A
 * decision about a client's own name takes precedence, whether it blocks or unblocks; without one,
 * a client is blocked if any blocked pattern matches it. Unblocking a pattern ends that pattern's
 * block and no other. The result depends on the newest decision under each name or pattern, and not
 * on the order among them.
 *
 * @param <T> what is kept with a decision
 */
public final class ClientDecisions<T> {
  /**
   * The largest number of blocked patterns: each is tried on every record of a client that has no
   * decision of its own.
   */
  public static final int MAX_PATTERNS = 64;

  private final SortedMap<ClientPattern, Decision<T>> byName = new TreeMap<>();
  private final SortedMap<ClientPattern, Decision<T>> patterns = new TreeMap<>();

  /**
   * The newest decision about a client or a pattern of clients.
   *
   * @param clients the name or pattern that the decision is about
   * @param blocked whether records of these clients are rejected; always true for a kept pattern
   * @param detail what is kept with the decision
   */
  public record Decision<T>(ClientPattern clients, boolean blocked, T detail) {}

  /** Returns whether a decision about these clients can be kept. */
  public boolean hasRoomFor(ClientPattern clients) {
    return clients.isExact() || patterns.size() < MAX_PATTERNS || patterns.containsKey(clients);
  }

  /**
   * Keeps the newest decision about these clients, in place of the one before it.
   *
   * @return false, without a change, if {@link #MAX_PATTERNS} other patterns are blocked
   */
  public boolean put(ClientPattern clients, boolean blocked, T detail) {
    var decision = new Decision<>(clients, blocked, detail);
    if (clients.isExact()) {
      byName.put(clients, decision);
    } else if (!blocked) {
      patterns.remove(clients);
    } else if (hasRoomFor(clients)) {
      patterns.put(clients, decision);
    } else {
      return false;
    }
    return true;
  }

  /** Forgets the decision under this name or pattern. */
  public void remove(ClientPattern clients) {
    byName.remove(clients);
    patterns.remove(clients);
  }

  /** Returns the decision under exactly this name or pattern. */
  public Optional<Decision<T>> of(ClientPattern clients) {
    return Optional.ofNullable(byName.get(clients))
        .or(() -> Optional.ofNullable(patterns.get(clients)));
  }

  /**
   * Returns the decision that blocks a client; of several patterns, the one with the most literal
   * characters.
   */
  public Optional<Decision<T>> blocking(ClientId client) {
    if (isEmpty()) {
      return Optional.empty();
    }
    Decision<T> named = byName.get(ClientPattern.of(client));
    if (named != null) {
      return named.blocked() ? Optional.of(named) : Optional.empty();
    }
    return patterns.values().stream()
        .filter(decision -> decision.clients().matches(client))
        .max(Comparator.comparingInt(decision -> decision.clients().literals()));
  }

  /** Returns whether there is no decision. */
  public boolean isEmpty() {
    return byName.isEmpty() && patterns.isEmpty();
  }

  /** Returns all decisions, in the order of their names. */
  public Collection<Decision<T>> all() {
    var all = new TreeMap<>(byName);
    all.putAll(patterns);
    return Collections.unmodifiableCollection(all.values());
  }
}
