package io.tributary.infra.experiment.plan;

import io.tributary.schemas.event.AgreementMode;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.data.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run is made with, by key, as it stands in an experiment's file; every key has a default.
 *
 * @param values of all keys
 */
public record RunSettings(SortedMap<String, String> values) {
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
              Map.entry("label-noise", "0"),
              Map.entry("rank", "8"),
              Map.entry("ranks", "0"),
              Map.entry("rounds", "12"),
              Map.entry("steps", "10"),
              Map.entry("batch", "8"),
              Map.entry("learning-rate", "2e-3"),
              Map.entry("dropout", "0.05"),
              Map.entry("max-tokens", "64"),
              Map.entry("instructions", "true"),
              Map.entry("agreement", "off"),
              Map.entry("server-learning-rate", "1"),
              Map.entry("alignment", "full"),
              Map.entry("alignment-learning-rate", "auto"),
              Map.entry("self-correct", "small")));

  /** All defaults. */
  public static RunSettings defaults() {
    return new RunSettings(DEFAULTS);
  }

  public RunSettings {
    values = new TreeMap<>(values);
  }

  /**
   * The same with other values.
   *
   * @throws Failure EXPERIMENT_INVALID for an unknown key, with the nearest, or a value that cannot
   *     be
   */
  public RunSettings with(Map<String, String> others) {
    var merged = new TreeMap<>(values);
    others.forEach(
        (key, value) -> {
          if (!DEFAULTS.containsKey(key)) {
            throw invalid(
                "setting must be one of "
                    + String.join(", ", DEFAULTS.keySet())
                    + "; was '"
                    + key
                    + "'"
                    + NearestWord.question(key, DEFAULTS.keySet()));
          }
          merged.put(key, value);
        });
    var settings = new RunSettings(merged);
    settings.validate();
    return settings;
  }

  /** Those that differ from the defaults. */
  SortedMap<String, String> chosen() {
    var chosen = new TreeMap<>(values);
    chosen.entrySet().removeIf(entry -> entry.getValue().equals(DEFAULTS.get(entry.getKey())));
    return chosen;
  }

  /** Whether a key's value is true or false. */
  static boolean isSwitch(String key) {
    String value = DEFAULTS.getOrDefault(key, "");
    return value.equals("true") || value.equals("false");
  }

  private void validate() {
    scenario();
    alignment();
    agreement();
    if (!(serverLearningRate() > 0)) {
      throw invalid("server-learning-rate must be > 0, was " + serverLearningRate());
    }
    atLeast("clients", clients(), 1);
    if (unseen() < 0 || unseen() >= clients()) {
      throw invalid("unseen must be in 0.." + (clients() - 1) + ", was " + unseen());
    }
    atLeast("cap", cap(), 2);
    atLeast("test-rows", testRows(), 1);
    atLeast("rank", rank(), 1);
    for (int one : ranks()) {
      if (one < 0 || one > rank()) {
        throw invalid("ranks must be in 0.." + rank() + " (the rank), were " + values.get("ranks"));
      }
    }
    atLeast("rounds", rounds(), drifts() ? 2 : 1);
    atLeast("steps", steps(), 1);
    atLeast("batch", batch(), 1);
    atLeast("max-tokens", maxTokens(), 3);
    share("label-noise", labelNoise());
    share("dropout", dropout());
    if (!(learningRate() > 0)) {
      throw invalid("learning-rate must be > 0, was " + learningRate());
    }
  }

  public Scenario scenario() {
    return word("scenario", Scenario.values());
  }

  /** Empty: all tasks of the data. */
  public List<String> tasks() {
    return Arrays.stream(values.get("tasks").split(",", -1))
        .map(String::strip)
        .filter(task -> !task.isEmpty())
        .toList();
  }

  public int clients() {
    return number("clients", Integer::parseInt);
  }

  /** Clients, the last ones, that ask but never train. */
  public int unseen() {
    return number("unseen", Integer::parseInt);
  }

  /** Whether, half way, every client's rows become those of a client with other tasks. */
  public boolean drifts() {
    return Boolean.parseBoolean(values.get("drift"));
  }

  /** Training rows of a client, at most. */
  public int cap() {
    return number("cap", Integer::parseInt);
  }

  /** Test rows of a task, at most. */
  public int testRows() {
    return number("test-rows", Integer::parseInt);
  }

  /** Share of training rows that get a wrong answer. */
  public double labelNoise() {
    return number("label-noise", Double::parseDouble);
  }

  public int rank() {
    return number("rank", Integer::parseInt);
  }

  /** Components that clients train, dealt to them in turn; 0: all. */
  public List<Integer> ranks() {
    return Arrays.stream(values.get("ranks").split(",", -1))
        .map(
            word -> {
              try {
                return Integer.parseInt(word.strip());
              } catch (NumberFormatException e) {
                throw invalid("ranks must be numbers, were '" + values.get("ranks") + "'");
              }
            })
        .toList();
  }

  public int rounds() {
    return number("rounds", Integer::parseInt);
  }

  /** Optimiser steps of a slot in a round. */
  public int steps() {
    return number("steps", Integer::parseInt);
  }

  public int batch() {
    return number("batch", Integer::parseInt);
  }

  public float learningRate() {
    return number("learning-rate", Float::parseFloat);
  }

  public float dropout() {
    return number("dropout", Float::parseFloat);
  }

  public int maxTokens() {
    return number("max-tokens", Integer::parseInt);
  }

  /** Whether instructions are part of the text. */
  public boolean instructions() {
    return Boolean.parseBoolean(values.get("instructions"));
  }

  /** What the merge makes of how far contributors agree. */
  public AgreementMode agreement() {
    return word("agreement", AgreementMode.values());
  }

  /** Factor on the merged step. */
  public double serverLearningRate() {
    return number("server-learning-rate", Double::parseDouble);
  }

  public AlignmentVariant alignment() {
    return word("alignment", AlignmentVariant.values());
  }

  public String alignmentRate() {
    return values.get("alignment-learning-rate");
  }

  public String selfCorrection() {
    return values.get("self-correct");
  }

  private <T> T number(String key, Function<String, T> parse) {
    try {
      return parse.apply(values.get(key));
    } catch (NumberFormatException e) {
      throw invalid(key + " must be a number, was '" + values.get(key) + "'");
    }
  }

  private <T extends Enum<T>> T word(String key, T[] all) {
    String value = values.get(key);
    return Arrays.stream(all)
        .filter(one -> one.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    key
                        + " must be one of "
                        + Arrays.stream(all)
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + "; was '"
                        + values.get(key)
                        + "'"));
  }

  private static void atLeast(String key, int value, int bound) {
    if (value < bound) {
      throw invalid(key + " must be >= " + bound + ", was " + value);
    }
  }

  private static void share(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid(key + " must be in 0 <= p < 1, was " + value);
    }
  }

  static Failure invalid(String message) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "EXPERIMENT_INVALID",
        message,
        "Correct the experiment's file.");
  }
}
