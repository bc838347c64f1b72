package io.tributary.infra.local;

import io.tributary.infra.evaluate.Prediction;
import io.tributary.infra.evaluate.PrincipalAxes;
import io.tributary.infra.evaluate.Question;
import io.tributary.infra.report.RunResults.Point;
import io.tributary.infra.report.RunResults.TaskMap;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Samples, slots and centroids in the plane in which they differ most. */
final class TaskPicture {
  private TaskPicture() {}

  /**
   * The picture.
   *
   * @param samples some test rows
   * @param embeddings of the samples, in their order; may be empty
   */
  static TaskMap of(FederationView view, List<Question> samples, List<float[]> embeddings) {
    ClusterState state = view.state().orElseThrow();
    float[][] centroids =
        state.clusters().stream().map(cluster -> cluster.centroid()).toArray(float[][]::new);
    float[][] slots =
        view.slots().values().stream().map(slot -> slot.centroid()).toArray(float[][]::new);
    PrincipalAxes axes =
        PrincipalAxes.of(
            embeddings.isEmpty()
                ? Stream.of(slots, centroids).flatMap(Stream::of).toArray(float[][]::new)
                : embeddings.toArray(float[][]::new));
    List<Point> samplePoints = new ArrayList<>();
    for (int i = 0; i < embeddings.size(); i++) {
      int nearest = Nearest.index(embeddings.get(i), centroids);
      samplePoints.add(
          point(
              axes, embeddings.get(i), samples.get(i).task(), state.clusters().get(nearest).id()));
    }
    List<Point> slotPoints = new ArrayList<>();
    view.slots()
        .forEach(
            (slot, told) ->
                slotPoints.add(
                    point(
                        axes,
                        told.centroid(),
                        slot.toString(),
                        state.clusterOf(slot).orElse(null))));
    List<Point> centroidPoints = new ArrayList<>();
    state
        .clusters()
        .forEach(c -> centroidPoints.add(point(axes, c.centroid(), c.id().toString(), c.id())));
    return new TaskMap(samplePoints, slotPoints, centroidPoints);
  }

  private static Point point(PrincipalAxes axes, float[] at, String label, ClusterId cluster) {
    double[] xy = axes.project(at);
    return new Point(
        xy[0], xy[1], label, cluster == null ? Prediction.NO_CLUSTER : cluster.value());
  }
}
