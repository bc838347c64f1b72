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
 * Who is blocked, by name and by pattern. What is decided about a client by its name holds, be it a
 * block or its end; only where nothing is, patterns do: a client that matches any of them is
 * blocked. The end of a pattern's block is the end of that pattern, and of no other. What follows
 * for a client depends on the newest decision under each name, and not on their order.
 *
 * @param <T> what is kept with a decision
 */
public final class ClientDecisions<T> {
  /** Each is tried on every record of a client that nothing is decided about by name. */
  public static final int MAX_PATTERNS = 64;

  private final SortedMap<ClientPattern, Decision<T>> byName = new TreeMap<>();
  private final SortedMap<ClientPattern, Decision<T>> patterns = new TreeMap<>();

  /**
   * The newest decision about a client or a pattern of clients.
   *
   * @param clients whom it is about
   * @param blocked whether what they send is set aside; always so for a pattern
   * @param detail what is kept with it
   */
  public record Decision<T>(ClientPattern clients, boolean blocked, T detail) {}

  /** Whether there is room for a decision about these clients. */
  public boolean hasRoomFor(ClientPattern clients) {
    return clients.isExact() || patterns.size() < MAX_PATTERNS || patterns.containsKey(clients);
  }

  /**
   * The newest decision about these clients, instead of the one before it.
   *
   * @return false, and nothing is changed, if {@link #MAX_PATTERNS} other patterns are blocked
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

  /** As if nothing had ever been decided under this name or pattern. */
  public void remove(ClientPattern clients) {
    byName.remove(clients);
    patterns.remove(clients);
  }

  /** The decision under this very name or pattern. */
  public Optional<Decision<T>> of(ClientPattern clients) {
    return Optional.ofNullable(byName.get(clients))
        .or(() -> Optional.ofNullable(patterns.get(clients)));
  }

  /** The decision that blocks a client; of several patterns the one that says most exactly who. */
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

  /** Whether nothing is decided. */
  public boolean isEmpty() {
    return byName.isEmpty() && patterns.isEmpty();
  }

  /** All of them, in the order of their names. */
  public Collection<Decision<T>> all() {
    var all = new TreeMap<>(byName);
    all.putAll(patterns);
    return Collections.unmodifiableCollection(all.values());
  }
}
