package io.tributary.aggregation.topology.ledger;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.ClusterLedger;
import io.tributary.aggregation.ledger.RestoredLedger;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.topology.processor.StateAlarms;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.id.ClusterId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the ledgers of one task in its store, under {@code c3 slot/a/0}: the cluster, then the
 * ledger's own key. A cluster whose ledger is not complete is stopped, and the others go on: its
 * records are quarantined, and its entries stay as they are.
 */
final class StoredLedgers {
  private final StateAlarms alarms;
  private final Map<ClusterId, ClusterLedger> ledgers = new TreeMap<>();
  private final Map<ClusterId, String> stopped = new HashMap<>();

  private StoredLedgers(KeyValueStore<String, byte[]> store) {
    alarms = new StateAlarms(TopologyNames.LEDGERS_STORE, store);
  }

  static StoredLedgers load(KeyValueStore<String, byte[]> store, LedgerRules rules) {
    var loaded = new StoredLedgers(store);
    loaded.byCluster(store).forEach((cluster, entries) -> loaded.restore(rules, cluster, entries));
    return loaded;
  }

  /** Returns the complete ledgers, by cluster. */
  Map<ClusterId, ClusterLedger> ledgers() {
    return ledgers;
  }

  StateAlarms alarms() {
    return alarms;
  }

  /** Returns why nothing may be decided for a cluster; empty if everything may. */
  Optional<Rejection> stopped(ClusterId cluster) {
    return Optional.ofNullable(stopped.get(cluster)).map(StateAlarms::rejection);
  }

  private Map<ClusterId, Map<String, byte[]>> byCluster(KeyValueStore<String, byte[]> store) {
    var entries = new TreeMap<ClusterId, Map<String, byte[]>>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> stored = all.next();
        int space = stored.key.indexOf(' ');
        try {
          entries
              .computeIfAbsent(
                  ClusterId.parse(stored.key.substring(0, Math.max(space, 0))),
                  cluster -> new TreeMap<>())
              .put(stored.key.substring(space + 1), stored.value);
        } catch (IllegalArgumentException e) {
          alarms.leaveOut(stored.key, stored.value, e.getMessage());
        }
      }
    }
    return entries;
  }

  private void restore(LedgerRules rules, ClusterId cluster, Map<String, byte[]> entries) {
    RestoredLedger restored = RestoredLedger.of(rules, cluster, entries);
    restored.ledger().ifPresent(ledger -> ledgers.put(cluster, ledger));
    boolean stops = restored.ledger().isEmpty();
    for (RestoredLedger.Unusable entry : restored.unusable()) {
      String key = cluster + " " + entry.key();
      if (entry.fate() == RestoredLedger.Fate.VITAL) {
        stopped.putIfAbsent(cluster, key + " " + entry.why());
      }
      if (entry.fate() == RestoredLedger.Fate.USELESS && !stops) {
        alarms.leaveOut(key, entry.stored(), entry.why());
      } else {
        alarms.keep(key, entry.stored(), entry.why());
      }
    }
  }
}
