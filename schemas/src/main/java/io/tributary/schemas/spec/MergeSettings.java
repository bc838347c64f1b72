package io.tributary.schemas.spec;

/**
 * The settings by which the updates of a window become the next version.
 *
 * @param strategy name of the merge strategy
 * @param byzantine f, updates of a window that may be arbitrarily wrong
 * @param kept updates that multi-krum keeps; 0: n - f
 * @param mixing alpha of fedasync
 * @param maxBufferedUpdates updates that a window of a buffered strategy may contain
 * @param optimizer server optimiser that applies the strategy's step
 * @param agreement whether agreement among contributors is measured, and scales the step
 * @param personal whether each contributor's personal start is published
 */
public record MergeSettings(
    String strategy,
    int byzantine,
    int kept,
    double mixing,
    int maxBufferedUpdates,
    OptimizerSettings optimizer,
    AgreementMode agreement,
    PersonalInitMode personal) {
  /** The largest f and m, far more than a window can buffer. */
  private static final int MAX_UPDATES = 100_000;

  public MergeSettings {
    if (byzantine < 0 || byzantine > MAX_UPDATES || kept < 0 || kept > MAX_UPDATES) {
      throw new IllegalArgumentException(
          "merge.byzantine and kept must be in 0.."
              + MAX_UPDATES
              + ", were "
              + byzantine
              + " and "
              + kept);
    }
    if (!(mixing > 0 && mixing <= 1)) {
      throw new IllegalArgumentException("merge.mixing must be in (0, 1], was " + mixing);
    }
    if (maxBufferedUpdates < 1) {
      throw new IllegalArgumentException(
          "merge.max-buffered-updates must be >= 1, was " + maxBufferedUpdates);
    }
  }

  /** Creates settings without second moments and personal starts. */
  public MergeSettings(
      String strategy,
      int byzantine,
      int kept,
      double mixing,
      int maxBufferedUpdates,
      OptimizerSettings optimizer) {
    this(
        strategy,
        byzantine,
        kept,
        mixing,
        maxBufferedUpdates,
        optimizer,
        AgreementMode.OFF,
        PersonalInitMode.OFF);
  }

  /**
   * Returns the weighted mean without an optimiser; for other strategies f = 1, n - f kept, alpha
   * 0.6 and at most 128 buffered updates, 96 MiB of a full chunk.
   */
  public static MergeSettings defaults() {
    return of("weighted-mean", OptimizerSettings.none());
  }

  /** Returns a strategy and an optimiser, with defaults for everything else. */
  public static MergeSettings of(String strategy, OptimizerSettings optimizer) {
    return new MergeSettings(strategy, 1, 0, 0.6, 128, optimizer);
  }

  /** Returns these settings with another strategy. */
  public MergeSettings withStrategy(String name) {
    return new MergeSettings(
        name, byzantine, kept, mixing, maxBufferedUpdates, optimizer, agreement, personal);
  }

  /** Returns these settings with another agreement mode. */
  public MergeSettings with(AgreementMode mode) {
    return new MergeSettings(
        strategy, byzantine, kept, mixing, maxBufferedUpdates, optimizer, mode, personal);
  }

  /** Returns these settings with another mode of personal starts. */
  public MergeSettings with(PersonalInitMode mode) {
    return new MergeSettings(
        strategy, byzantine, kept, mixing, maxBufferedUpdates, optimizer, agreement, mode);
  }
}
