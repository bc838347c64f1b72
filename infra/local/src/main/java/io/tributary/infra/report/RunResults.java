package io.tributary.infra.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The results of a finished run; their JSON form is {@code results.json}. Accuracies are shares in
 * 0..1, times are seconds, sizes are bytes.
 *
 * @param schemaVersion of this file: 1
 * @param scenario single, dual or all
 * @param seed of the run
 * @param rounds that were asked for
 * @param clients number of clients
 * @param clusters number of clusters that the stream found
 * @param wallSeconds from the command to the table
 * @param trainSeconds during which at least one training step was running
 * @param peakRssBytes largest sum of all processes' resident memory
 * @param bytesUp payload and manifests that the clients sent
 * @param bytesDown versions that the clients fetched
 * @param routingAccuracy share of test rows routed to their task's cluster
 * @param clusterPurity share of training rows whose slot's cluster belongs to their task
 * @param methods one row per compared method
 * @param adapters the newest version of every cluster
 * @param wallSplit wall time by part: start, embed, train, exchange, evaluate
 * @param processes peak resident memory per process
 * @param accuracyPerRound accuracy after each round
 * @param versions every version in the order of publication
 * @param map centroids and samples in two dimensions
 * @param leftOut accepted updates that their windows' merges left out, by client
 * @param quarantined updates by reason
 * @param settings configuration of the run, for people
 * @param warnings what weakens this run, each with its fix; empty if nothing does
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RunResults(
    int schemaVersion,
    String scenario,
    long seed,
    int rounds,
    int clients,
    int clusters,
    double wallSeconds,
    double trainSeconds,
    long peakRssBytes,
    long bytesUp,
    long bytesDown,
    double routingAccuracy,
    double clusterPurity,
    List<Method> methods,
    List<Adapter> adapters,
    Map<String, Double> wallSplit,
    SortedMap<String, Long> processes,
    List<RoundAccuracy> accuracyPerRound,
    List<Version> versions,
    TaskMap map,
    SortedMap<String, Long> leftOut,
    SortedMap<String, Long> quarantined,
    SortedMap<String, String> settings,
    List<String> warnings) {
  public RunResults {
    // Results of earlier versions lack this field.
    leftOut = leftOut == null ? Collections.emptySortedMap() : leftOut;
  }

  /** Returns these results with a picture. */
  public RunResults with(TaskMap drawn) {
    return new RunResults(
        schemaVersion,
        scenario,
        seed,
        rounds,
        clients,
        clusters,
        wallSeconds,
        trainSeconds,
        peakRssBytes,
        bytesUp,
        bytesDown,
        routingAccuracy,
        clusterPurity,
        methods,
        adapters,
        wallSplit,
        processes,
        accuracyPerRound,
        versions,
        drawn,
        leftOut,
        quarantined,
        settings,
        warnings);
  }

  /**
   * The accuracies of one compared method.
   *
   * @param name base, fedrouter-global, fedrouter-local, oracle, local or fedavg
   * @param allTasks mean accuracy over tasks
   * @param ownTask mean over clients of the accuracy on the tasks that each has
   * @param perTask accuracy by task
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Method(
      String name, double allTasks, double ownTask, SortedMap<String, Double> perTask) {}

  /**
   * The newest version of one cluster's adapter; {@code task} is the majority task, to score only.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Adapter(
      String name, int cluster, int epoch, int version, String digest, String task) {}

  /** Accuracy of FedRouter, global mode, after a round. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record RoundAccuracy(int round, SortedMap<String, Double> perTask) {}

  /**
   * One published version, and when it came out.
   *
   * @param seconds since the command started
   * @param updates how many contributed
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Version(
      String name, int cluster, int version, double seconds, int updates, double meanLoss) {}

  /** The picture of the tasks: points projected on the two main axes of the samples. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record TaskMap(List<Point> samples, List<Point> slots, List<Point> centroids) {
    /** The empty picture. */
    public static final TaskMap EMPTY = new TaskMap(List.of(), List.of(), List.of());
  }

  /**
   * A point of the picture.
   *
   * @param label the task of a sample (to colour it), the slot or the cluster
   * @param cluster that it was routed or assigned to
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Point(double x, double y, String label, int cluster) {}
}
