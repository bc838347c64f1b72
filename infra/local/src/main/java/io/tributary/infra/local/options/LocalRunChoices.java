package io.tributary.infra.local.options;

import io.tributary.schemas.settings.ConnectionOptions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists the flags that a state directory is bound to: with other values it would be another
 * federation.
 */
public final class LocalRunChoices {
  /** The value for the broker that a run starts itself. */
  public static final String EMBEDDED = "embedded";

  private LocalRunChoices() {}

  /**
   * Returns the choices of a run, by their flags.
   *
   * @param begun choices that its state directory was begun with: where no flag names a merge
   *     strategy, the old one continues, although another version of this program has another
   *     default
   */
  public static SortedMap<String, String> of(LocalRunOptions options, Map<String, String> begun) {
    LocalRunOptions.DataOptions data = options.data;
    LocalRunOptions.TrainingOptions training = options.training;
    SortedMap<String, String> choices = new TreeMap<>();
    choices.put("--scenario", options.scenario.flag());
    choices.put("--seed", Long.toString(options.seed));
    choices.put("--data", data.folder == null ? "bundled" : data.folder.toAbsolutePath() + "");
    choices.put("--layout", data.layout.name());
    choices.put("--tasks", String.join(",", data.tasks));
    choices.put("--clients", Integer.toString(data.clients));
    choices.put("--cap", Integer.toString(data.trainCap));
    choices.put("--no-instructions", Boolean.toString(data.noInstructions));
    choices.put("--clusters", Integer.toString(training.clusters));
    choices.put("--slots", Integer.toString(training.slots));
    choices.put("--rank", Integer.toString(training.rank));
    choices.put("--alpha", Float.toString(training.alpha));
    choices.put("--targets", String.join(",", training.targets));
    choices.put("--base-model", training.baseModel);
    options.merge.describe(choices);
    if (!options.merge.namesStrategy()) {
      choices.computeIfPresent(MergeOptions.MERGE, begun::getOrDefault);
    }
    choices.put(ConnectionOptions.FEDERATION, options.federation());
    choices.put("--partitions", Integer.toString(options.kafka.partitions));
    choices.put(
        ConnectionOptions.BOOTSTRAP_SERVERS,
        options.kafka.embedded() ? EMBEDDED : options.kafka.bootstrapServers);
    return choices;
  }
}
