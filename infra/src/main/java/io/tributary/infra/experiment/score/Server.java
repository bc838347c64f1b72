package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.Question;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.plan.Deployment;
import io.tributary.router.route.Router;
import io.tributary.router.route.RoutingMode;
import io.tributary.router.route.RoutingTable;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides which adapter of a trained federation answers which question of which client. */
final class Server {
  private final FederationOutcome outcome;
  private final MajorityTasks tasks;
  private final RoutingTable table;
  private final SortedMap<ClusterId, LoraAdapter> newest = new TreeMap<>();

  /**
   * An adapter that serves.
   *
   * @param name unique within the federation; {@link #BASE} for none
   * @param adapter empty for the base model
   * @param cluster where the question was routed, if it was
   */
  record Serving(String name, Optional<LoraAdapter> adapter, Optional<ClusterId> cluster) {
    static final Serving BASE = new Serving("base", Optional.empty(), Optional.empty());
  }

  Server(FederationOutcome outcome, MajorityTasks tasks, String initialDigest) {
    this.outcome = outcome;
    this.tasks = tasks;
    Map<ClusterId, AdapterVersion> versions = new HashMap<>();
    outcome
        .versions()
        .forEach(
            (cluster, numbers) -> {
              LoraAdapter adapter = numbers.get(numbers.lastKey());
              newest.put(cluster, adapter);
              versions.put(
                  cluster,
                  new AdapterVersion(
                      cluster, outcome.state().epoch(), numbers.lastKey(), adapter.digest()));
            });
    table = RoutingTable.of(outcome.state(), versions, initialDigest);
  }

  /** Who answers. */
  Serving serving(Deployment deployment, ClientId client, Question question, float[] embedding) {
    return switch (deployment) {
      case BASE -> Serving.BASE;
      case GLOBAL -> cluster(routed(RoutingMode.GLOBAL, client, embedding));
      case LOCAL_BY_GLOBAL_CENTROID -> cluster(routed(RoutingMode.LOCAL, client, embedding));
      case LOCAL_BY_LOCAL_CENTROID ->
          nearestSlot(client, embedding)
              .map(slot -> cluster(outcome.state().assignments().get(slot)))
              .orElseGet(() -> cluster(routed(RoutingMode.GLOBAL, client, embedding)));
      case ORACLE -> tasks.clusterFor(question.task()).map(this::cluster).orElse(Serving.BASE);
      case PERSONAL ->
          nearestSlot(client, embedding)
              .map(this::personal)
              .orElseGet(() -> cluster(routed(RoutingMode.GLOBAL, client, embedding)));
      case PERSONAL_GLOBAL -> {
        ClusterId routed = routed(RoutingMode.GLOBAL, client, embedding);
        yield slotIn(client, routed).map(this::personal).orElseGet(() -> cluster(routed));
      }
    };
  }

  private ClusterId routed(RoutingMode mode, ClientId client, float[] embedding) {
    return Router.route(embedding, table, mode, Optional.of(client))
        .adapter()
        .orElseThrow()
        .cluster();
  }

  private Serving cluster(ClusterId cluster) {
    return new Serving(
        cluster.toString(), Optional.ofNullable(newest.get(cluster)), Optional.of(cluster));
  }

  private Serving personal(SlotId slot) {
    return new Serving(
        slot.toString(),
        Optional.of(outcome.personal().get(slot)),
        Optional.of(outcome.state().assignments().get(slot)));
  }

  /** Empty for a client that never trained. */
  private Optional<SlotId> nearestSlot(ClientId client, float[] embedding) {
    List<TaskEmbedding> own =
        outcome.slots().values().stream()
            .filter(slot -> slot.slot().client().equals(client))
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    float[][] centroids = own.stream().map(TaskEmbedding::centroid).toArray(float[][]::new);
    return Optional.of(own.get(Nearest.index(embedding, centroids)).slot());
  }

  private Optional<SlotId> slotIn(ClientId client, ClusterId cluster) {
    return outcome.state().assignments().entrySet().stream()
        .filter(entry -> entry.getKey().client().equals(client))
        .filter(entry -> entry.getValue().equals(cluster))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
