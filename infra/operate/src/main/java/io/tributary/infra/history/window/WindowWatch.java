package io.tributary.infra.history.window;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Follows which windows are open and which slots each awaits. The aggregator does not record when a
 * window opens: it is taken to be when the version before it was published.
 */
public final class WindowWatch {
  private static final int MOST_REFUSED = 20_000;

  /** The number of windows at a time: one open, and one for slots that are ahead. */
  private static final int WINDOWS_AT_A_TIME = 2;

  private final Map<ClusterId, NavigableMap<Integer, Taken>> taken = new HashMap<>();
  private final Map<ClusterId, Newest> newest = new HashMap<>();
  private final Map<ClusterId, Instant> found = new HashMap<>();

  /** The newest rejection of each slot. */
  private final Map<SlotId, Refusal> refusals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SlotId, Refusal> eldest) {
          return size() > MOST_REFUSED;
        }
      };

  private Optional<ClusterState> state = Optional.empty();

  private record Newest(int version, Instant publishedAt) {}

  private record Refusal(RejectReason reason, Instant at) {}

  private static final class Taken {
    private final SortedSet<SlotId> slots = new TreeSet<>();
    private Instant first;

    void add(LedgerEntry entry) {
      slots.add(entry.update().slot());
      first = first == null || entry.decidedAt().isBefore(first) ? entry.decidedAt() : first;
    }
  }

  /** Replaces the clustering by a newer one. */
  public void accept(ClusterState newestState) {
    state = Optional.of(newestState);
    newestState
        .clusters()
        .forEach(cluster -> found.putIfAbsent(cluster.id(), newestState.decidedAt()));
  }

  /** Adds a published version. */
  public void accept(AdapterManifest manifest) {
    AdapterVersion version = manifest.version();
    Newest before = newest.get(version.cluster());
    if (before == null || before.version() < version.version()) {
      newest.put(version.cluster(), new Newest(version.version(), manifest.publishedAt()));
    }
  }

  /** Adds one decision. */
  public void accept(LedgerEntry entry) {
    if (entry.verdict() == Verdict.ACCEPTED) {
      NavigableMap<Integer, Taken> ofCluster =
          taken.computeIfAbsent(entry.cluster(), cluster -> new TreeMap<>());
      ofCluster.computeIfAbsent(entry.version(), version -> new Taken()).add(entry);
      ofCluster.headMap(ofCluster.lastKey() - WINDOWS_AT_A_TIME, false).clear();
    } else if (entry.verdict() == Verdict.QUARANTINED) {
      SlotId slot = entry.update().slot();
      refusals.remove(slot);
      refusals.put(slot, new Refusal(entry.reason(), entry.decidedAt()));
    }
  }

  /**
   * Returns the open window of every cluster that has members, in the order of their ids.
   *
   * @param blocked selects clients that no window waits for
   */
  public List<OpenWindow> windows(Predicate<ClientId> blocked) {
    if (state.isEmpty()) {
      return List.of();
    }
    var members = new TreeMap<ClusterId, SortedSet<SlotId>>();
    state
        .get()
        .assignments()
        .forEach(
            (slot, cluster) ->
                members.computeIfAbsent(cluster, unknown -> new TreeSet<>()).add(slot));
    var windows = new ArrayList<OpenWindow>();
    members.forEach((cluster, slots) -> windows.add(window(cluster, slots, blocked)));
    return windows;
  }

  private OpenWindow window(
      ClusterId cluster, SortedSet<SlotId> members, Predicate<ClientId> blocked) {
    Newest before = newest.get(cluster);
    int version = before == null ? 1 : before.version() + 1;
    Instant since =
        before == null ? found.getOrDefault(cluster, Instant.EPOCH) : before.publishedAt();
    Taken counted = taken.getOrDefault(cluster, new TreeMap<>()).get(version);
    SortedSet<SlotId> slots = counted == null ? new TreeSet<>() : counted.slots;
    var refused = new TreeMap<SlotId, RejectReason>();
    var awaited = new ArrayList<SlotId>();
    for (SlotId member : members) {
      Refusal refusal = refusals.get(member);
      if (slots.contains(member) || blocked.test(member.client())) {
        continue;
      }
      if (refusal != null && !refusal.at().isBefore(since)) {
        refused.put(member, refusal.reason());
      } else {
        awaited.add(member);
      }
    }
    Optional<Instant> first = Optional.ofNullable(counted).map(one -> one.first);
    return new OpenWindow(cluster, version, since, first, slots, refused, awaited);
  }
}
