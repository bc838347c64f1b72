package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.router.route.Router;
import io.tributary.router.route.RoutingMode;
import io.tributary.router.route.RoutingTable;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Selects the adapter of a trained federation that answers a question of a client. */
final class AdapterSelector {
  private final FederationOutcome outcome;
  private final MajorityTasks tasks;
  private final RoutingTable table;
  private final SortedMap<ClusterId, LoraAdapter> newest = new TreeMap<>();

  /**
   * An adapter that answers.
   *
   * @param name unique within the federation; {@link #BASE} for none
   * @param adapter empty for the base model
   * @param beside another adapter that takes part
   * @param gated two with a gate between them, in place of both
   * @param cluster that the question was routed to, if it was
   */
  record Serving(
      String name,
      Optional<LoraAdapter> adapter,
      Optional<Beside> beside,
      Optional<GatedAdapters> gated,
      Optional<ClusterId> cluster) {
    static final Serving BASE = one("base", Optional.empty(), Optional.empty());

    static Serving one(String name, Optional<LoraAdapter> adapter, Optional<ClusterId> cluster) {
      return new Serving(name, adapter, Optional.empty(), Optional.empty(), cluster);
    }
  }

  /**
   * A second adapter that answers beside the first one.
   *
   * @param adapter the second one
   * @param weight its share; the first one has the rest
   */
  record Beside(LoraAdapter adapter, float weight) {}

  AdapterSelector(FederationOutcome outcome, MajorityTasks tasks, String initialDigest) {
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

  /**
   * Returns the adapter that answers a client's question in a deployment. Deployments with weights
   * throw {@link IllegalArgumentException}.
   */
  Serving serving(
      ServingMode servingMode, ClientId client, LabelledQuestion question, float[] embedding) {
    return switch (servingMode) {
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
      case GATED ->
          nearestSlot(client, embedding)
              .map(this::gated)
              .orElseGet(() -> cluster(routed(RoutingMode.GLOBAL, client, embedding)));
      case WEIGHTED_CLUSTER, WEIGHTED_PERSONAL ->
          throw new IllegalArgumentException(servingMode + " takes a weight");
    };
  }

  /**
   * Returns the adapters of a client that has one slot: its cluster's, and its own, for two to
   * answer. Empty for a client that never trained.
   */
  Optional<Pair> pair(ClientId client) {
    List<SlotId> slots =
        outcome.slots().keySet().stream().filter(slot -> slot.client().equals(client)).toList();
    if (slots.isEmpty()) {
      return Optional.empty();
    }
    if (slots.size() > 1) {
      throw new IllegalArgumentException(
          "a client whose adapters answer together must have at most 1 slot, had " + slots);
    }
    SlotId slot = slots.get(0);
    ClusterId cluster = outcome.state().assignments().get(slot);
    return Optional.of(new Pair(slot, cluster, newest.get(cluster), outcome.personal().get(slot)));
  }

  /** Two adapters that answer together. */
  record Pair(SlotId slot, ClusterId cluster, LoraAdapter common, LoraAdapter own) {
    /**
     * Returns both with their weights; {@code likeness} in 0..1 is the weight of the one that the
     * mode names.
     */
    Serving serving(ServingMode servingMode, float likeness) {
      float ownWeight = servingMode == ServingMode.WEIGHTED_PERSONAL ? likeness : 1 - likeness;
      return new Serving(
          slot + " " + servingMode,
          Optional.of(common),
          Optional.of(new Beside(own, ownWeight)),
          Optional.empty(),
          Optional.of(cluster));
    }
  }

  private ClusterId routed(RoutingMode mode, ClientId client, float[] embedding) {
    return Router.route(embedding, table, mode, Optional.of(client))
        .adapter()
        .orElseThrow()
        .cluster();
  }

  private Serving cluster(ClusterId cluster) {
    return Serving.one(
        cluster.toString(), Optional.ofNullable(newest.get(cluster)), Optional.of(cluster));
  }

  private Serving personal(SlotId slot) {
    return Serving.one(
        slot.toString(),
        Optional.of(outcome.personal().get(slot)),
        Optional.of(outcome.state().assignments().get(slot)));
  }

  private Serving gated(SlotId slot) {
    return new Serving(
        slot + " " + ServingMode.GATED,
        Optional.empty(),
        Optional.empty(),
        Optional.of(outcome.gated().get(slot)),
        Optional.of(outcome.state().assignments().get(slot)));
  }

  /** Returns the client's nearest slot; empty for a client that never trained. */
  private Optional<SlotId> nearestSlot(ClientId client, float[] embedding) {
    List<TaskEmbedding> own =
        outcome.slots().values().stream()
            .filter(slot -> slot.slot().client().equals(client))
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    float[][] centroids = own.stream().map(TaskEmbedding::centroid).toArray(float[][]::new);
    return Optional.of(own.get(NearestCentroidSearch.index(embedding, centroids)).slot());
  }

  private Optional<SlotId> slotIn(ClientId client, ClusterId cluster) {
    return outcome.state().assignments().entrySet().stream()
        .filter(entry -> entry.getKey().client().equals(client))
        .filter(entry -> entry.getValue().equals(cluster))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
