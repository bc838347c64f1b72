package io.tributary.infra.bench.tasks;

import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.TaskHistograms;
import io.tributary.infra.measure.cluster.RoutingAccuracy;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.worker.cluster.LocalClustering;
import io.tributary.worker.cluster.SlotRows;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.slot.Embedder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lets the clients of one corpus choose their slots, and a stream cluster them, with the shipped
 * clustering of both and nothing in between.
 */
final class TaskDiscovery {
  private static final int MOST_SLOTS = 8;

  private final Corpus corpus;
  private final Embedder embedder;
  private final List<TaskEmbedding> announced = new ArrayList<>();
  private final TaskHistograms histograms = new TaskHistograms();
  private final List<Integer> slots = new ArrayList<>();
  private int unsure;

  /**
   * The clusters that a stream found.
   *
   * @param clusters number of clusters
   * @param purity share of training rows in a cluster of their task
   * @param routing share of test rows whose nearest cluster is of their task
   */
  record Found(int clusters, double purity, double routing) {}

  /**
   * Lets every client choose its slots.
   *
   * @param embedder may be asked again for texts that it embedded before
   */
  TaskDiscovery(Corpus corpus, Embedder embedder, String baseModel, long seed) {
    this.corpus = corpus;
    this.embedder = embedder;
    corpus.clients().forEach(client -> announce(client, baseModel, seed));
  }

  /** Returns the number of slots of each client. */
  List<Integer> slots() {
    return List.copyOf(slots);
  }

  /** Returns the number of clients that cannot tell whether two of their slots are one task. */
  int unsure() {
    return unsure;
  }

  /** Returns the clusters that the stream of a federation forms of the slots. */
  Found by(FederationSpec spec) {
    var clustering = new GlobalClustering(spec);
    announced.forEach(slot -> clustering.announce(slot, Instant.EPOCH));
    ClusterState state = clustering.state().orElseThrow();
    MajorityTasks tasks = MajorityTasks.of(state, histograms.bySlot());
    return new Found(state.clusters().size(), tasks.purity(), routing(state, tasks));
  }

  private double routing(ClusterState state, MajorityTasks tasks) {
    float[][] centroids =
        state.clusters().stream().map(ClusterCentroid::centroid).toArray(float[][]::new);
    List<Row> rows = corpus.clients().stream().flatMap(client -> client.test().stream()).toList();
    var went = new ArrayList<ClusterId>();
    for (float[] embedding : embedder.embed(texts(rows, true))) {
      went.add(state.clusters().get(NearestCentroidSearch.index(embedding, centroids)).id());
    }
    return RoutingAccuracy.of(rows.stream().map(Row::task).toList(), went, tasks.taskOf());
  }

  private void announce(ClientDataset client, String baseModel, long seed) {
    List<String> texts = texts(client.train(), true);
    float[][] embeddings = embedder.embed(texts);
    LocalClustering.Slots found =
        new LocalClustering(OptionalInt.empty(), MOST_SLOTS, seed)
            .slots(
                client.client().value(),
                new LocalClustering.Texts(texts, texts(client.train(), false), embeddings),
                embedder::embed);
    slots.add(found.centroids().length);
    unsure += found.isUnsure() ? 1 : 0;
    histograms.add(client.client(), client.train(), embeddings, found.centroids());
    var members = new SlotRows<Row>(found.centroids(), client.train().size());
    members.add(client.train(), embeddings);
    for (int slot = 0; slot < members.slots(); slot++) {
      announced.add(
          new TaskEmbedding(
              new SlotId(client.client(), slot),
              members.slots(),
              baseModel,
              members.samples(slot),
              members.mean(slot),
              members.spread(slot),
              Instant.EPOCH));
    }
  }

  private static List<String> texts(List<Row> rows, boolean withInstructions) {
    return rows.stream().map(row -> row.text(withInstructions)).toList();
  }
}
