package io.tributary.infra.sim.scenario;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.SplittableRandom;

/**
 * Settings that came later than the others. Each is drawn apart, from a stream of numbers of its
 * own, so that all else of a seed stays.
 */
final class SeparateDraws {
  /** Makes of a seed another one. */
  private static final long LIMITS = 0x6c696d697473L;

  private static final long QUORUM = 0x71756f72756dL;

  private SeparateDraws() {}

  /**
   * Half of the federations decide at a window's close what counts. Drawn apart, so that all else
   * of a seed stays.
   */
  static WindowSettings withLimits(WindowSettings window, long seed) {
    var own = new SplittableRandom(seed ^ LIMITS);
    if (own.nextBoolean()) {
      return window;
    }
    NormSettings norms = window.norms();
    var weights =
        new WeightSettings(
            own.nextInt(3) != 0,
            own.nextInt(3) == 0 ? 0 : 1 + 4 * own.nextDouble(),
            own.nextInt(4),
            1 - own.nextDouble());
    return window.bounded(
        own.nextInt(4) == 0
            ? NormSettings.robust()
            : new NormSettings(
                norms.max(),
                norms.boundFactor(),
                norms.clipFactor(),
                norms.quantile(),
                norms.remembered(),
                norms.minimum(),
                own.nextInt(4) != 0),
        own.nextInt(4) == 0 ? WeightSettings.robust() : weights);
  }

  /** Half of the federations do not wait again and again; drawn apart for the same reason. */
  static WindowSettings withQuorum(WindowSettings window, long seed) {
    var own = new SplittableRandom(seed ^ QUORUM);
    return own.nextBoolean() ? window : window.withQuorum(1 - own.nextDouble());
  }

  /** Half of those that may publish starts do. Drawn apart, so that all else of a seed stays. */
  static MergeSettings withStarts(MergeSettings merge, long seed) {
    var own = new SplittableRandom(~seed);
    MergeStrategy strategy = MergePlan.of(merge).strategy();
    boolean may = strategy.makesSteps();
    PersonalInitMode[] modes = PersonalInitMode.values();
    return may && own.nextBoolean() ? merge.with(modes[own.nextInt(modes.length)]) : merge;
  }
}
