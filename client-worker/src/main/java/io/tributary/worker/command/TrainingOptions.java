package io.tributary.worker.command;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.slot.WorkerSettings;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that define how slots are formed and trained. */
final class TrainingOptions {
  @Option(
      names = "--slots",
      defaultValue = "auto",
      description = "Slots per client, or auto to choose their number.")
  private String slots;

  @Option(names = "--rounds", defaultValue = "0", description = "Rounds to train; 0: for ever.")
  private int rounds;

  @Option(names = "--steps", defaultValue = "10", description = "Optimiser steps per update.")
  private int steps;

  @Option(names = "--batch", defaultValue = "8", description = "Rows per step.")
  private int batch;

  @Option(names = "--learning-rate", defaultValue = "2e-3", description = "In the first round.")
  private float learningRate;

  @Option(names = "--min-learning-rate", defaultValue = "1e-5", description = "In the last round.")
  private float minLearningRate;

  @Option(names = "--dropout", defaultValue = "0.05", description = "On the adapters' inputs.")
  private float dropout;

  @Option(
      names = "--no-instructions",
      fallbackValue = "true",
      description = "Leave instructions out of the text.")
  private boolean noInstructions;

  @Option(names = "--max-tokens", defaultValue = "64", description = "Longer texts are cut.")
  private int maxTokens;

  @Option(
      names = "--rank",
      split = ",",
      defaultValue = "0",
      description =
          "Rank components to train, from the first; several are dealt to the clients in turn; 0:"
              + " all of the federation's.")
  private List<Integer> ranks;

  @Mixin private MethodOptions method;

  WorkerSettings settings(int cap, long seed) {
    try {
      return new WorkerSettings(
          slots.equals("auto") ? OptionalInt.empty() : ZeroSentinel.of(Integer.parseInt(slots)),
          ZeroSentinel.of(rounds),
          steps,
          batch,
          method.method(learningRate),
          new LearningRate(learningRate, minLearningRate, rounds),
          dropout,
          !noInstructions,
          cap,
          maxTokens,
          ranks.stream().map(ZeroSentinel::of).toList(),
          seed);
    } catch (NumberFormatException e) {
      throw Failure.badArguments("--slots must be a number or auto, was " + slots, e);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
