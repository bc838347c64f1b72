package io.tributary.router.catalog;

import io.tributary.router.route.RoutingTable;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One consistent view of routing and adapters: a request that has a snapshot routes and infers with
 * the same versions, whatever arrives meanwhile.
 *
 * @param table routing table
 * @param servable every version that can be served, by its name, in the order of cluster and
 *     version; includes all versions in the table
 * @param appliedAt when the newest record in it was applied, router clock
 */
public record CatalogSnapshot(
    RoutingTable table, Map<String, ServableAdapter> servable, Instant appliedAt) {
  public CatalogSnapshot {
    servable = Collections.unmodifiableMap(new LinkedHashMap<>(servable));
  }

  /** Returns the version of that name, or empty if it is unknown or no longer kept. */
  public Optional<ServableAdapter> named(String name) {
    return Optional.ofNullable(servable.get(name));
  }

  /** Returns every version of a cluster that can be served, the newest first. */
  public List<AdapterVersion> newestFirst(ClusterId cluster) {
    return servable.values().stream()
        .map(ServableAdapter::version)
        .filter(version -> version.cluster().equals(cluster))
        .sorted(Comparator.comparingInt(AdapterVersion::version).reversed())
        .toList();
  }
}
