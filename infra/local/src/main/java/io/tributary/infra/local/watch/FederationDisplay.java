package io.tributary.infra.local.watch;

import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.WorkerReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws a federation's view: rows embedded, steps trained, rounds completed, and rejected updates.
 */
public final class FederationDisplay {
  private final Progress progress;
  private final String prefix;
  private final int target;
  private final int stepsPerUpdate;
  private final long rows;
  private Map<String, Long> quarantinedBefore = new TreeMap<>();
  private boolean isEmbedding;
  private boolean clustersSaid;

  /**
   * Creates a display that draws to a progress view.
   *
   * @param prefix of the bars' names, to distinguish several federations of one run; may be empty
   * @param target the version that every cluster shall reach
   * @param rows that all clients embed
   */
  public FederationDisplay(
      Progress progress, String prefix, int target, int stepsPerUpdate, long rows) {
    this.progress = progress;
    this.prefix = prefix;
    this.target = target;
    this.stepsPerUpdate = stepsPerUpdate;
    this.rows = rows;
  }

  public void show(FederationView view) {
    warnOfQuarantine(view);
    if (view.state().isEmpty()) {
      showEmbedding(view);
      return;
    }
    sayClusters(view);
    fillEmbedding();
    showTraining(view);
    showRounds(view);
  }

  private void showEmbedding(FederationView view) {
    long done = 0;
    int finished = 0;
    for (ClientId client : view.latest().keySet()) {
      Map<String, Double> values =
          view.report(client, WorkerReport.Phase.EMBEDDING)
              .map(WorkerReport::values)
              .orElse(Map.of());
      // A client's claim is cut to the number of all rows, or the sum could overflow.
      done += Math.max(0, Math.min(rows, values.getOrDefault("done", 0.0).longValue()));
      finished += view.report(client, WorkerReport.Phase.CLUSTERED).isPresent() ? 1 : 0;
    }
    if (done > 0) {
      isEmbedding = true;
      progress.bar(new ProgressBar(prefix + "embedding", done, rows, finished + " clients done"));
    }
  }

  /**
   * Fills the bar of embedding: there are clusters, so all rows are embedded, whether or not the
   * last report was seen.
   */
  private void fillEmbedding() {
    if (isEmbedding) {
      isEmbedding = false;
      progress.bar(new ProgressBar(prefix + "embedding", rows, rows, "all clients done"));
    }
  }

  private void sayClusters(FederationView view) {
    if (!clustersSaid) {
      clustersSaid = true;
      progress.line(
          "%s%d slots of %d clients form %d clusters"
              .formatted(
                  prefix,
                  view.slots().size(),
                  view.slots().keySet().stream().map(slot -> slot.client()).distinct().count(),
                  view.state().orElseThrow().clusters().size()));
    }
  }

  private void showTraining(FederationView view) {
    long slots = view.state().orElseThrow().assignments().size();
    long total = slots * target * stepsPerUpdate;
    long done = view.updates().accepted().stream().mapToLong(ObservedUpdate::steps).sum();
    if (total > 0) {
      progress.bar(new ProgressBar(prefix + "steps", done, total, loss(view)));
    }
  }

  private void showRounds(FederationView view) {
    int clusters = view.members().size();
    if (clusters > 0) {
      long done = view.members().stream().mapToLong(c -> Math.min(target, view.version(c))).sum();
      progress.bar(
          new ProgressBar(
              prefix + "rounds",
              done,
              (long) clusters * target,
              view.members().stream()
                  .map(cluster -> cluster + ":" + view.version(cluster))
                  .collect(Collectors.joining(" "))));
    }
  }

  private static String loss(FederationView view) {
    return view.updates().accepted().stream()
        .collect(
            Collectors.groupingBy(
                ObservedUpdate::baseVersion,
                TreeMap::new,
                Collectors.averagingDouble(ObservedUpdate::lastLoss)))
        .descendingMap()
        .values()
        .stream()
        .findFirst()
        .map("loss %.3f"::formatted)
        .orElse("");
  }

  private void warnOfQuarantine(FederationView view) {
    Map<String, Long> now = new TreeMap<>(view.quarantined());
    now.forEach(
        (reason, count) -> {
          long before = quarantinedBefore.getOrDefault(reason, 0L);
          if (count > before) {
            progress.warn((count - before) + " quarantined: " + reason);
          }
        });
    quarantinedBefore = now;
  }
}
