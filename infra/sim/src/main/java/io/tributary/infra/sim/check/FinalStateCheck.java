package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;
import static io.tributary.infra.sim.check.InvariantBroken.requireEqual;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks what is left when everything has been read: open windows, and their stored parts. */
final class FinalStateCheck {
  private static final String PENDING = " pending/";
  private static final String STRANGER = " stranger/";
  private static final String WAITING = "w ";
  private static final String PART = "p ";

  private final FederationSpec spec;
  private final int strangers;
  private final LedgerCheck ledger;
  private final VersionCheck versions;
  private final ClusterCheck clusters;
  private final MergeStrategy strategy;

  FinalStateCheck(
      SimulationScenario scenario,
      LedgerCheck ledger,
      VersionCheck versions,
      ClusterCheck clusters) {
    spec = scenario.spec();
    strangers = scenario.settings().limits().strangers();
    this.ledger = ledger;
    this.versions = versions;
    this.clusters = clusters;
    strategy = MergePlan.of(spec.merge()).strategy();
  }

  /** Returns the updates that a ledger still waits for, by its store. */
  static Set<UpdateId> pending(Collection<SortedMap<String, byte[]>> ledgers) {
    var pending = new TreeSet<UpdateId>();
    for (SortedMap<String, byte[]> store : ledgers) {
      for (String key : store.keySet()) {
        int at = key.indexOf(PENDING);
        if (at > 0) {
          pending.add(UpdateId.parse(key.substring(at + PENDING.length())));
        }
      }
    }
    return pending;
  }

  /** Checks that every window that could close has closed. */
  void requireWindowsClosed() {
    for (ClusterId cluster : ledger.clusters()) {
      int newest = versions.newest(cluster);
      for (var window : ledger.windows(cluster).tailMap(newest + 1).entrySet()) {
        require(
            window.getKey() <= newest + 2,
            Invariant.WINDOWS_CLOSE,
            "the newest window of " + cluster,
            "<= " + (newest + 2),
            window.getKey());
      }
      SortedMap<SlotId, LedgerEntry> open = ledger.window(cluster, newest + 1);
      boolean mayStay =
          open.size() < strategy.minParts()
              || (open.size() < strategy.maxParts() && !isSatisfied(cluster, open));
      require(
          mayStay,
          Invariant.WINDOWS_CLOSE,
          "window " + (newest + 1) + " of " + cluster + " with " + open.size() + " updates",
          "closed",
          "open");
    }
  }

  /** Returns whether a window could close, after a time in which every span has passed. */
  private boolean isSatisfied(ClusterId cluster, SortedMap<SlotId, LedgerEntry> open) {
    WindowSettings window = spec.window();
    Set<SlotId> members = clusters.members(cluster);
    boolean count =
        window.minUpdates() == 0
            ? !members.isEmpty() && open.keySet().containsAll(members)
            : open.size() >= window.minUpdates();
    return window.close() == Close.TIME || window.close() == Close.EITHER || count;
  }

  /**
   * Checks that merge tasks keep the parts of open windows only, and wait for nothing that will not
   * be decided.
   */
  void requireBounded(Collection<SortedMap<String, byte[]>> windows, Set<UpdateId> pending) {
    var expected = new TreeSet<String>();
    for (ClusterId cluster : ledger.clusters()) {
      int newest = versions.newest(cluster);
      ledger
          .windows(cluster)
          .tailMap(newest + 1)
          .forEach(
              (version, updates) ->
                  updates
                      .values()
                      .forEach(entry -> expected.addAll(partKeys(cluster, version, entry))));
    }
    var parts = new TreeSet<String>();
    for (SortedMap<String, byte[]> store : windows) {
      for (String key : store.keySet()) {
        if (key.startsWith(PART)) {
          parts.add(key);
        } else {
          UpdateId update = UpdateId.parse(key.substring(key.lastIndexOf(' ') + 1));
          require(
              key.startsWith(WAITING) && pending.contains(update),
              Invariant.STATE_BOUNDED,
              "the chunk stored under '" + key + "'",
              "one that a ledger waits for",
              "forgotten by it");
        }
      }
    }
    requireEqual(Invariant.STATE_BOUNDED, "parts of open windows", expected, parts);
  }

  /** Checks that a task keeps a bounded number of invented clusters and slots. */
  void requireStrangersBounded(Collection<SortedMap<String, byte[]>> ledgers) {
    for (SortedMap<String, byte[]> store : ledgers) {
      int unknown = 0;
      var ofCluster = new TreeMap<ClusterId, Integer>();
      for (String key : store.keySet()) {
        ClusterId cluster = ClusterId.parse(key.substring(0, key.indexOf(' ')));
        if (!clusters.wasNamed(cluster)) {
          unknown++;
        } else if (key.contains(STRANGER)) {
          ofCluster.merge(cluster, 1, Integer::sum);
        }
      }
      requireAtMost("entries of all clusters that never were", unknown);
      ofCluster.forEach((cluster, many) -> requireAtMost("strangers of " + cluster, many));
    }
  }

  private void requireAtMost(String thing, int many) {
    require(many <= strangers, Invariant.STATE_BOUNDED, thing, "<= " + strangers, many);
  }

  private Set<String> partKeys(ClusterId cluster, int version, LedgerEntry entry) {
    var keys = new TreeSet<String>();
    for (int index = 0; index < AdapterChunks.count(spec.layout().parameters()); index++) {
      keys.add(PART + cluster + "/" + index + "/" + version + " " + entry.update());
    }
    return keys;
  }
}
