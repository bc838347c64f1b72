package io.tributary.infra.experiment.plan;

/** Checks settings; a value that cannot be parsed is refused, too. */
final class SettingRules {
  private SettingRules() {}

  /** Throws EXPERIMENT_INVALID for the first setting that is not allowed. */
  static void check(RunSettings settings) {
    settings.scenario();
    settings.agreement();
    settings.alignment();
    settings.selfCorrection();
    settings.instructions();
    atLeast("clients", settings.clients(), 1);
    within("unseen", settings.unseen(), settings.clients() - 1);
    atLeast("cap", settings.cap(), 2);
    atLeast("test-rows", settings.testRows(), 1);
    atLeast("validation", settings.validation(), 0);
    atLeast("rank", settings.rank(), 1);
    if (settings.ranks().isEmpty()) {
      throw RunSettings.invalid("ranks must be one or more, were none");
    }
    settings.ranks().forEach(rank -> within("ranks", rank, settings.rank()));
    atLeast("rounds", settings.rounds(), settings.drifts() ? 2 : 1);
    atLeast("steps", settings.steps(), 1);
    atLeast("batch", settings.batch(), 1);
    atLeast("max-tokens", settings.maxTokens(), 3);
    share("label-noise", settings.labelNoise());
    share("dropout", settings.dropout());
    positive("learning-rate", settings.learningRate());
    positive("server-learning-rate", settings.serverLearningRate());
    try {
      settings.alignmentRate();
    } catch (IllegalArgumentException e) {
      throw RunSettings.invalid(e.getMessage());
    }
  }

  private static void atLeast(String key, int value, int bound) {
    if (value < bound) {
      throw RunSettings.invalid(key + " must be >= " + bound + ", was " + value);
    }
  }

  private static void within(String key, int value, int bound) {
    if (value < 0 || value > bound) {
      throw RunSettings.invalid(key + " must be in 0.." + bound + ", was " + value);
    }
  }

  private static void share(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw RunSettings.invalid(key + " must be in 0 <= p < 1, was " + value);
    }
  }

  private static void positive(String key, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw RunSettings.invalid(key + " must be finite and > 0, was " + value);
    }
  }
}
