package io.tributary.infra.local.options;

import io.tributary.aggregation.merge.catalogue.AgreementModes;
import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.catalogue.PersonalModes;
import io.tributary.infra.local.setup.FederationDefaults;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** The options for the merge of a window's updates; {@code STRATEGIES.md} has the formulas. */
public final class MergeOptions {
  static final String MERGE = "--merge";

  @Option(
      names = MERGE,
      paramLabel = "NAME",
      description =
          "Merge strategy: filtered-mean, weighted-mean, median, krum, ffa, fedsa, fedasync, ..."
              + " (default: what the state directory was begun with, or else filtered-mean, and"
              + " weighted-mean for baselines and where --agreement is on).")
  private String strategy;

  @Option(
      names = "--byzantine",
      defaultValue = "1",
      description =
          "Updates of a window that may be arbitrarily wrong, for the robust strategies (default:"
              + " ${DEFAULT-VALUE}).")
  int byzantine;

  @Option(
      names = "--mixing",
      defaultValue = "0.6",
      description = "Mixing rate of fedasync (default: ${DEFAULT-VALUE}).")
  double mixing;

  @Option(
      names = "--server-optimizer",
      defaultValue = "none",
      paramLabel = "NAME",
      description =
          "Takes the merged step: none, fedavgm, fedadam, fedyogi or fedadagrad (default:"
              + " ${DEFAULT-VALUE}).")
  String optimizer;

  @Option(
      names = "--server-learning-rate",
      defaultValue = "1",
      description = "Of the server optimiser (default: ${DEFAULT-VALUE}).")
  double learningRate;

  @Option(
      names = "--agreement",
      defaultValue = "off",
      paramLabel = "NAME",
      description =
          "How far contributors agree, for the means: off, plain (published with every version),"
              + " probability or gsnr (also scale each coordinate's step) (default:"
              + " ${DEFAULT-VALUE}).")
  String agreement;

  @Option(
      names = "--personal-adapters",
      defaultValue = "off",
      paramLabel = "WHEN",
      description =
          "Publish where each contributor's next round starts, for clients that keep no state: off,"
              + " never, small or always; the name says when the part of its offset that the"
              + " version already holds is counted only once (default: ${DEFAULT-VALUE}).")
  String personal;

  /** Throws a {@link Failure} that names key, bound and value. */
  void validate() {
    settings(Mode.TASKS);
  }

  /** Returns whether a flag names the merge strategy. */
  public boolean namesStrategy() {
    return strategy != null;
  }

  /**
   * Throws a {@link Failure} if the aggregator would not write personal starts, which thin clients
   * need.
   */
  void requireStarts() {
    if (settings(Mode.TASKS).personal() == PersonalInitMode.OFF) {
      throw Failure.badArguments(
          "--personal-adapters must be never, small or always with --thin, was " + personal, null);
    }
  }

  /** Adds the flags that a state directory is bound to. */
  void describe(SortedMap<String, String> choices) {
    choices.put(MERGE, strategy(Mode.TASKS));
    choices.put("--byzantine", Integer.toString(byzantine));
    choices.put("--mixing", Double.toString(mixing));
    choices.put("--server-optimizer", optimizer);
    choices.put("--server-learning-rate", Double.toString(learningRate));
    // Directories from before these flags existed must still match.
    if (!agreement.equals(AgreementModes.name(AgreementMode.OFF))) {
      choices.put("--agreement", agreement);
    }
    if (!personal.equals(PersonalModes.name(PersonalInitMode.OFF))) {
      choices.put("--personal-adapters", personal);
    }
  }

  private String strategy(Mode mode) {
    if (strategy != null) {
      return strategy;
    }
    // Only a mean of all updates has the second moments from which agreement is computed.
    return mode == Mode.TASKS && agreement.equals(AgreementModes.name(AgreementMode.OFF))
        ? FederationDefaults.TASK_MERGE
        : FederationDefaults.PLAIN_MERGE;
  }

  /**
   * Returns the settings of a federation whose slots are grouped so; throws a {@link Failure} that
   * names key, bound and value.
   */
  public MergeSettings settings(Mode mode) {
    try {
      MergeSettings defaults = MergeSettings.defaults();
      var settings =
          new MergeSettings(
              strategy(mode),
              byzantine,
              defaults.kept(),
              mixing,
              defaults.maxBufferedUpdates(),
              OptimizerSettings.of(optimizer, learningRate),
              AgreementModes.named(agreement),
              PersonalModes.named(personal));
      MergePlan.of(settings);
      return settings;
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
