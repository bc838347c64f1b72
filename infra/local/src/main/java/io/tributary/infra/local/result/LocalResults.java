package io.tributary.infra.local.result;

import io.tributary.infra.evaluate.Evaluation;
import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.history.doubt.ClusterDoubts;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.result.LocalRunStages.Stage;
import io.tributary.infra.local.watch.ByteCounters;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.infra.local.watch.ObservedUpdate;
import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Adapter;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.infra.report.RunResults.RoundAccuracy;
import io.tributary.infra.report.RunResults.TaskMap;
import io.tributary.infra.report.RunResults.Version;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.worker.slot.SlotCountWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the results of a run.
 *
 * @param options of the run
 * @param clients of the run; other clients may take part, and are not in its results
 * @param begun when the command began
 * @param view of the FedRouter federation
 * @param traffic of the FedRouter federation
 * @param tasks the task of each cluster
 * @param scores of FedRouter
 * @param baselines in the order in which they were asked for
 * @param rounds accuracy after rounds
 * @param peaks memory of every process
 * @param peakBytes largest sum over all processes
 * @param training how long training steps were running
 * @param settings for people
 */
public record LocalResults(
    LocalRunOptions options,
    int clients,
    Instant begun,
    FederationView view,
    ByteCounters traffic,
    MajorityTasks tasks,
    Evaluation.Scores scores,
    List<Method> baselines,
    List<RoundAccuracy> rounds,
    SortedMap<String, Long> peaks,
    long peakBytes,
    Duration training,
    SortedMap<String, String> settings) {
  private static final int SCHEMA_VERSION = 1;
  private static final double MILLIS = 1000;

  public RunResults at(LocalRunStages stages) {
    List<Method> methods = new ArrayList<>(scores.methods());
    methods.addAll(baselines);
    return new RunResults(
        SCHEMA_VERSION,
        options.scenario.flag(),
        options.seed,
        options.rounds,
        clients,
        view.members().size(),
        stages.wallSeconds(),
        training.toMillis() / MILLIS,
        peakBytes,
        traffic.upBytes(),
        traffic.downBytes(clients),
        scores.routingAccuracy(),
        tasks.purity(),
        methods,
        adapters(),
        wallSplit(stages),
        peaks,
        accuracyPerRound(),
        versions(),
        TaskMap.EMPTY,
        view.leftOut(),
        view.quarantined(),
        settings,
        warnings());
  }

  /** Returns warnings about what weakens a run with these options. */
  public static List<String> warnings(LocalRunOptions options) {
    return SlotCountWarning.of(
            ZeroSentinel.of(options.training.slots), !options.data.noInstructions)
        .stream()
        .toList();
  }

  /**
   * Returns these warnings, and those about clusters whose tasks the clustering cannot tell apart.
   */
  private List<String> warnings() {
    var warnings = new ArrayList<>(warnings(options));
    SlotCountWarning.ofUnsure(view.unsure()).ifPresent(warnings::add);
    view.state().ifPresent(state -> ClusterDoubts.of(state).values().forEach(warnings::addAll));
    return warnings;
  }

  private List<Adapter> adapters() {
    List<Adapter> adapters = new ArrayList<>();
    view.newest()
        .forEach(
            (cluster, version) ->
                adapters.add(
                    new Adapter(
                        version.name(),
                        cluster.value(),
                        version.epoch(),
                        version.version(),
                        version.digest(),
                        tasks.taskOf().getOrDefault(cluster, ""))));
    return adapters;
  }

  /**
   * Returns the accuracy per round: round 0 is the frozen base; the last round is that of the
   * table.
   */
  private List<RoundAccuracy> accuracyPerRound() {
    var all = new TreeMap<Integer, RoundAccuracy>();
    rounds.forEach(measured -> all.put(measured.round(), measured));
    for (Method method : scores.methods()) {
      if (method.name().equals("base")) {
        all.put(0, new RoundAccuracy(0, method.perTask()));
      } else if (method.name().equals("fedrouter-global")) {
        int last = view.completedRounds();
        all.put(last, new RoundAccuracy(last, method.perTask()));
      }
    }
    return List.copyOf(all.values());
  }

  private Map<String, Double> wallSplit(LocalRunStages stages) {
    double learn = stages.seconds(Stage.LEARN);
    double train = Math.min(learn, training.toMillis() / MILLIS);
    Map<String, Double> split = new LinkedHashMap<>();
    split.put("start", stages.seconds(Stage.START));
    split.put("embed", stages.seconds(Stage.EMBED));
    split.put("train", train);
    split.put("exchange", learn - train);
    split.put("evaluate", stages.seconds(Stage.EVALUATE));
    return split;
  }

  /**
   * Returns the versions; times count from the command, or from the first version where that is
   * older.
   */
  private List<Version> versions() {
    List<AdapterManifest> all = new ArrayList<>();
    view.versions().values().forEach(ofCluster -> all.addAll(ofCluster.values()));
    all.sort(Comparator.comparing(AdapterManifest::publishedAt));
    Instant origin =
        all.stream()
            .map(AdapterManifest::publishedAt)
            .filter(begun::isAfter)
            .findFirst()
            .orElse(begun);
    return all.stream().map(manifest -> version(manifest, origin)).toList();
  }

  private Version version(AdapterManifest manifest, Instant origin) {
    AdapterVersion version = manifest.version();
    return new Version(
        version.name(),
        version.cluster().value(),
        version.version(),
        Duration.between(origin, manifest.publishedAt()).toMillis() / MILLIS,
        manifest.contributions().size(),
        meanLoss(manifest.contributions()));
  }

  private double meanLoss(List<Contribution> contributions) {
    return contributions.stream()
        .flatMap(contribution -> view.updates().find(contribution.update()).stream())
        .mapToDouble(ObservedUpdate::lastLoss)
        .average()
        .orElse(0);
  }

  /** Returns the configuration, for people. */
  public static SortedMap<String, String> settings(LocalRunOptions options, String baseModel) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("base model", baseModel);
    settings.put("data", options.data.folder == null ? "bundled sample" : options.data.folder + "");
    settings.put("instructions", options.data.noInstructions ? "no" : "yes");
    settings.put("steps", Integer.toString(options.training.steps));
    settings.put("batch", Integer.toString(options.training.batch));
    settings.put("learning rate", Float.toString(options.training.learningRate));
    settings.put("dropout", Float.toString(options.training.dropout));
    settings.put("rank", Integer.toString(options.training.rank));
    settings.put("alpha", Float.toString(options.training.alpha));
    settings.put("targets", String.join(",", options.training.targets));
    return settings;
  }
}
