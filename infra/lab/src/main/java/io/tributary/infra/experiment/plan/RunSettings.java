package io.tributary.infra.experiment.plan;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.data.DataScenario;
import io.tributary.worker.method.SelfCorrection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a run, by key, as an experiment's file has them; every key has a default.
 *
 * @param values of all keys
 * @param written keys that the file sets, even to the default: tuning must not change them
 */
public record RunSettings(SortedMap<String, String> values, Set<String> written) {
  private static final SortedMap<String, String> DEFAULTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("scenario", "single"),
              Map.entry("tasks", ""),
              Map.entry("clients", "8"),
              Map.entry("unseen", "0"),
              Map.entry("drift", "false"),
              Map.entry("cap", "600"),
              Map.entry("test-rows", "200"),
              Map.entry("validation", "0"),
              Map.entry("label-noise", "0"),
              Map.entry("rank", "8"),
              Map.entry("ranks", "0"),
              Map.entry("rounds", "12"),
              Map.entry("steps", "10"),
              Map.entry("batch", "8"),
              Map.entry("learning-rate", "0.002"),
              Map.entry("dropout", "0.05"),
              Map.entry("max-tokens", "64"),
              Map.entry("instructions", "true"),
              Map.entry("agreement", "off"),
              Map.entry("server-learning-rate", "1"),
              Map.entry("alignment", "full"),
              Map.entry("alignment-learning-rate", "auto"),
              Map.entry("self-correct", "small")));

  /** Returns the settings of a run whose file sets nothing: every key at its default. */
  public static RunSettings defaults() {
    return new RunSettings(DEFAULTS, Set.of());
  }

  public RunSettings {
    values = new TreeMap<>(values);
    written = Set.copyOf(written);
  }

  /**
   * Returns these settings with other values for some keys.
   *
   * @throws Failure EXPERIMENT_INVALID for an unknown key, with the nearest, or a value that is not
   *     allowed
   */
  public RunSettings with(Map<String, String> others) {
    var merged = new TreeMap<>(values);
    others.forEach(
        (key, value) -> {
          requireKnown(key);
          merged.put(key, value);
        });
    var keys = new HashSet<>(written);
    keys.addAll(others.keySet());
    var settings = new RunSettings(merged, keys);
    SettingRules.check(settings);
    return settings;
  }

  /** Returns whether a key was set, rather than left at its default. */
  public boolean isWritten(String key) {
    return written.contains(key);
  }

  /** Returns the settings that differ from the defaults. */
  SortedMap<String, String> chosen() {
    var chosen = new TreeMap<>(values);
    chosen.entrySet().removeIf(entry -> entry.getValue().equals(DEFAULTS.get(entry.getKey())));
    return chosen;
  }

  /** Throws EXPERIMENT_INVALID with the nearest known key if there is no such setting. */
  static void requireKnown(String key) {
    if (!DEFAULTS.containsKey(key)) {
      throw invalid(NearestWord.refusal("setting", key, DEFAULTS.keySet()));
    }
  }

  /**
   * Returns a value in the default's spelling if it is the same number: YAML reads 2e-3 as 0.002,
   * and a training with either must have one key.
   */
  static String asDefault(String key, String value) {
    String standard = DEFAULTS.get(key);
    return meaning(standard).equals(meaning(value)) ? standard : value;
  }

  /** Returns the same text for all spellings of a number. */
  static String meaning(String value) {
    try {
      return Double.toString(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /** Returns the default of a key. */
  public static String defaultOf(String key) {
    return DEFAULTS.get(key);
  }

  /** Returns whether a key's value is true or false. */
  static boolean isSwitch(String key) {
    String value = DEFAULTS.getOrDefault(key, "");
    return value.equals("true") || value.equals("false");
  }

  public DataScenario scenario() {
    return text().word("scenario", DataScenario.values());
  }

  /** Returns the tasks to train on; empty means all tasks of the data. */
  public List<String> tasks() {
    return text().words("tasks");
  }

  public int clients() {
    return text().number("clients", Integer::parseInt);
  }

  /** Returns the number of clients that ask but never train, spread evenly over all. */
  public int unseen() {
    return text().number("unseen", Integer::parseInt);
  }

  /** Returns whether, half way, every client's rows become those of a client with other tasks. */
  public boolean drifts() {
    return text().isTrue("drift");
  }

  /** Returns the largest number of training rows of a client. */
  public int cap() {
    return text().number("cap", Integer::parseInt);
  }

  /** Returns the largest number of test rows of a task. */
  public int testRows() {
    return text().number("test-rows", Integer::parseInt);
  }

  /**
   * Returns the number of training rows of a client that it does not train on, and that are asked
   * as test rows.
   */
  public int validation() {
    return text().number("validation", Integer::parseInt);
  }

  /** Returns the share of training rows that get a wrong answer. */
  public double labelNoise() {
    return text().number("label-noise", Double::parseDouble);
  }

  public int rank() {
    return text().number("rank", Integer::parseInt);
  }

  /** Returns the numbers of components that clients train, dealt to them in turn; 0: all. */
  public List<Integer> ranks() {
    return text().numbers("ranks");
  }

  public int rounds() {
    return text().number("rounds", Integer::parseInt);
  }

  /** Returns the optimiser steps of a slot in a round. */
  public int steps() {
    return text().number("steps", Integer::parseInt);
  }

  public int batch() {
    return text().number("batch", Integer::parseInt);
  }

  public float learningRate() {
    return text().number("learning-rate", Float::parseFloat);
  }

  public float dropout() {
    return text().number("dropout", Float::parseFloat);
  }

  public int maxTokens() {
    return text().number("max-tokens", Integer::parseInt);
  }

  /** Returns whether instructions are part of the text. */
  public boolean instructions() {
    return text().isTrue("instructions");
  }

  /** Returns how the merge uses the agreement of contributors. */
  public AgreementMode agreement() {
    return text().word("agreement", AgreementMode.values());
  }

  /** Returns the factor on the merged step. */
  public double serverLearningRate() {
    return text().number("server-learning-rate", Double::parseDouble);
  }

  public AlignmentVariant alignment() {
    return text().word("alignment", AlignmentVariant.values());
  }

  /**
   * Returns the learning rate of pFLAlign (its eta), as written or derived from {@link
   * #learningRate}.
   */
  public AlignmentRate alignmentRate() {
    String eta = values.get("alignment-learning-rate");
    return eta.equals("auto")
        ? AlignmentRate.auto(learningRate())
        : AlignmentRate.of(text().number("alignment-learning-rate", Double::parseDouble));
  }

  /** Returns the self-correction of pFLAlign, for clusters of few clients. */
  public SelfCorrection selfCorrection() {
    return text().word("self-correct", SelfCorrection.values());
  }

  /** Returns the merge settings of a strategy; throws if it cannot be used with these settings. */
  public MergeSettings merge(String strategy) {
    try {
      MergeSettings merge =
          MergeSettings.of(strategy, OptimizerSettings.of("none", serverLearningRate()))
              .with(agreement());
      MergePlan.of(merge);
      return merge;
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private SettingText text() {
    return new SettingText(values);
  }

  static Failure invalid(String message) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "EXPERIMENT_INVALID",
        message,
        "Correct the experiment's file.");
  }
}
