package io.tributary.infra.local.watch;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Explains in words what a federation is waiting for. */
public final class FederationWaiting {
  private static final int MOST_NAMES = 4;

  private FederationWaiting() {}

  /**
   * Returns one sentence about what the federation waits for now.
   *
   * @param clients number of clients that take part
   * @param target the version that every cluster shall reach
   */
  public static String text(FederationView view, int clients, int target) {
    if (view.state().isEmpty()) {
      return withoutClusters(view, clients);
    }
    for (ClusterId cluster : view.members()) {
      int next = view.version(cluster) + 1;
      if (next <= target) {
        List<String> missing = missing(view, view.state().get(), cluster, next);
        if (!missing.isEmpty()) {
          return "cluster %s waits for the updates of %s towards version %d"
              .formatted(cluster, some(missing), next);
        }
      }
    }
    return "all updates are there; the aggregator has yet to merge them";
  }

  private static String withoutClusters(FederationView view, int clients) {
    SortedMap<ClientId, Integer> announced = new TreeMap<>();
    for (TaskEmbedding slot : view.slots().values()) {
      announced.merge(slot.slot().client(), 1, Integer::sum);
    }
    List<String> busy =
        view.latest().values().stream()
            .filter(report -> !announced.containsKey(report.client()))
            .map(FederationWaiting::doing)
            .toList();
    if (announced.size() >= clients) {
      return "all slots are announced; the aggregator has yet to form clusters";
    }
    return "%d of %d clients have announced their slots%s"
        .formatted(announced.size(), clients, busy.isEmpty() ? "" : "; waiting for " + some(busy));
  }

  private static String doing(WorkerReport report) {
    Map<String, Double> values = report.values();
    String amount =
        values.containsKey("total")
            ? " %.0f/%.0f".formatted(values.getOrDefault("done", 0.0), values.get("total"))
            : "";
    return report.client() + " (" + report.phase().name().toLowerCase(Locale.ROOT) + amount + ")";
  }

  private static List<String> missing(
      FederationView view, ClusterState state, ClusterId cluster, int next) {
    List<SlotId> members =
        state.assignments().entrySet().stream()
            .filter(entry -> entry.getValue().equals(cluster))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(ArrayList::new));
    for (ObservedUpdate update : view.updates().all()) {
      if (update.cluster().equals(cluster) && update.baseVersion() == next - 1) {
        members.remove(update.id().slot());
      }
    }
    return members.stream().map(SlotId::toString).toList();
  }

  private static String some(List<String> names) {
    String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int hidden = names.size() - MOST_NAMES;
    return hidden > 0 ? shown + " and " + hidden + " more" : shown;
  }
}
