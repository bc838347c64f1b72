package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that a federation published, in the heap. */
final class RecordedFederation implements FollowListener {
  private final SortedMap<ClusterId, SortedMap<Integer, Version>> versions = new TreeMap<>();
  private final List<LedgerEntry> decisions = new ArrayList<>();
  private ClusterState state;

  /**
   * One published version.
   *
   * @param manifest what made it
   * @param adapter its values
   */
  record Version(AdapterManifest manifest, LoraAdapter adapter) {}

  /** By cluster and number. */
  synchronized SortedMap<ClusterId, SortedMap<Integer, Version>> versions() {
    return versions;
  }

  /** Those that did not count. */
  synchronized List<LedgerEntry> setAside() {
    return decisions.stream()
        .filter(entry -> entry.verdict() != LedgerEntry.Verdict.ACCEPTED)
        .toList();
  }

  /** The newest. */
  synchronized Optional<ClusterState> clusterState() {
    return Optional.ofNullable(state);
  }

  @Override
  public synchronized void clusterState(ClusterState arrived) {
    state = arrived;
  }

  @Override
  public synchronized void version(AdapterManifest manifest, LoraAdapter adapter) {
    versions
        .computeIfAbsent(manifest.version().cluster(), cluster -> new TreeMap<>())
        .put(manifest.version().version(), new Version(manifest, adapter));
  }

  @Override
  public synchronized void decision(LedgerEntry entry) {
    decisions.add(entry);
  }

  @Override
  public void failed(RuntimeException cause) {
    throw cause;
  }
}
