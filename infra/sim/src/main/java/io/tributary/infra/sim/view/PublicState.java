package io.tributary.infra.sim.view;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps what every party can know about the federation. */
public final class PublicState implements OutputListener {
  private final String initialDigest;
  private final Map<ClusterId, NavigableMap<Integer, AdapterVersion>> versions = new TreeMap<>();
  private final List<QuarantineRecord> quarantine = new ArrayList<>();
  private ClusterState clusters;

  /** Creates a view of a federation in which nothing has happened yet. */
  public PublicState(String initialDigest) {
    this.initialDigest = initialDigest;
  }

  @Override
  public void clusters(ClusterState state) {
    clusters = state;
  }

  @Override
  public void published(AdapterManifest manifest) {
    AdapterVersion version = manifest.version();
    of(version.cluster()).put(version.version(), version);
  }

  @Override
  public void quarantined(QuarantineRecord record) {
    quarantine.add(record);
  }

  /** Returns the newest clustering, empty before the first. */
  public Optional<ClusterState> clusters() {
    return Optional.ofNullable(clusters);
  }

  /** Returns a slot's cluster, empty while it has none. */
  public Optional<ClusterId> clusterOf(SlotId slot) {
    return clusters().flatMap(state -> state.clusterOf(slot));
  }

  /** Returns all versions of a cluster by their numbers, from 0 on. */
  public NavigableMap<Integer, AdapterVersion> versions(ClusterId cluster) {
    return of(cluster);
  }

  /** Returns everything that was ever quarantined, in the order in which it became visible. */
  public List<QuarantineRecord> quarantine() {
    return quarantine;
  }

  private NavigableMap<Integer, AdapterVersion> of(ClusterId cluster) {
    return versions.computeIfAbsent(
        cluster, id -> new TreeMap<>(Map.of(0, new AdapterVersion(id, 0, 0, initialDigest))));
  }
}
