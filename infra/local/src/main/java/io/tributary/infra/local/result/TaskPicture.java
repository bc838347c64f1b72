package io.tributary.infra.local.result;

import io.tributary.infra.evaluate.PrincipalAxes;
import io.tributary.infra.evaluate.router.RouterPrediction;
import io.tributary.infra.local.result.WorkerMemory.Remembered;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.report.RunResults.Point;
import io.tributary.infra.report.RunResults.TaskMap;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws samples, slots and centroids in the plane in which they differ most. */
public final class TaskPicture {
  private static final Logger LOG = LoggerFactory.getLogger(TaskPicture.class);
  private static final int SAMPLES_PER_CLIENT = 60;
  private static final int MOST_SLOTS = 2_000;

  private final List<float[]> embeddings = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private final FederationView view;
  private final ClusterState state;

  private TaskPicture(FederationView view) {
    this.view = view;
    this.state = view.state().orElseThrow();
  }

  /**
   * Returns the first training rows of every client that ran on this machine, and all centroids.
   */
  public static TaskMap of(FederationView view, Corpus corpus, WorkerMemory memory) {
    TaskPicture picture = new TaskPicture(view);
    for (ClientDataset client : corpus.clients()) {
      memory.of(client).ifPresent(picture::add);
    }
    return picture.draw();
  }

  /**
   * Returns the picture, or none, with a warning, if drawing fails, because results matter more.
   */
  public static TaskMap orNone(Supplier<TaskMap> drawing, Progress progress) {
    try {
      return drawing.get();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.atWarn().setCause(e).log("the picture of the tasks cannot be drawn");
      progress.warn("the report has no picture of the tasks, which cannot be drawn: " + e);
      return TaskMap.EMPTY;
    }
  }

  private void add(Remembered client) {
    for (int i = 0; i < Math.min(SAMPLES_PER_CLIENT, client.embeddings().length); i++) {
      embeddings.add(client.embeddings()[i]);
      tasks.add(client.rows().get(i).task());
    }
  }

  private TaskMap draw() {
    float[][] centroids =
        state.clusters().stream().map(cluster -> cluster.centroid()).toArray(float[][]::new);
    List<float[]> spread = new ArrayList<>(embeddings);
    List<TaskEmbedding> drawn = drawn();
    drawn.forEach(slot -> spread.add(slot.centroid()));
    PrincipalAxes axes = PrincipalAxes.of(spread.toArray(float[][]::new));
    List<Point> samples = new ArrayList<>();
    for (int i = 0; i < embeddings.size(); i++) {
      int nearest = NearestCentroidSearch.index(embeddings.get(i), centroids);
      ClusterId cluster = state.clusters().get(nearest).id();
      samples.add(point(axes, embeddings.get(i), tasks.get(i), Optional.of(cluster)));
    }
    List<Point> slots = new ArrayList<>();
    drawn.forEach(
        told -> {
          SlotId slot = told.slot();
          slots.add(point(axes, told.centroid(), slot.toString(), state.clusterOf(slot)));
        });
    List<Point> clusters = new ArrayList<>();
    state
        .clusters()
        .forEach(
            cluster ->
                clusters.add(
                    point(
                        axes,
                        cluster.centroid(),
                        cluster.id().toString(),
                        Optional.of(cluster.id()))));
    return new TaskMap(samples, slots, clusters);
  }

  /** Returns the slots that the clustering knows; other announced slots have no task. */
  private List<TaskEmbedding> drawn() {
    return view.slots().values().stream()
        .filter(
            told ->
                state.clusterOf(told.slot()).isPresent() || state.parked().contains(told.slot()))
        .limit(MOST_SLOTS)
        .toList();
  }

  private static Point point(
      PrincipalAxes axes, float[] at, String label, Optional<ClusterId> cluster) {
    double[] xy = axes.project(at);
    return new Point(
        xy[0], xy[1], label, cluster.map(ClusterId::value).orElse(RouterPrediction.NO_CLUSTER));
  }
}
