package io.tributary.router.catalog;

import io.tributary.router.route.RoutingTable;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One consistent view: whoever holds it routes and infers with the same versions, whatever arrives
 * meanwhile.
 *
 * @param table who serves what
 * @param servable every version that can be served, by its name, in the order of cluster and
 *     version; holds whatever the table serves
 * @param appliedAt when the newest record in it was applied, router clock
 */
public record Snapshot(RoutingTable table, Map<String, Servable> servable, Instant appliedAt) {
  public Snapshot {
    servable = Collections.unmodifiableMap(new LinkedHashMap<>(servable));
  }

  /** The version of that name, or empty if it is unknown or no longer kept. */
  public Optional<Servable> named(String name) {
    return Optional.ofNullable(servable.get(name));
  }
}
