package io.tributary.infra.attack.poison;

import io.tributary.aggregation.merge.FixedPointSum;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The update that a poisoning client sends in place of an honest update of its cluster. */
public enum Poison {
  /** The honest update backwards, scaled down so that a window accepts it in full. */
  SIGN_FLIP("sign-flip"),
  /**
   * The honest update backwards, up to a thousand times as long, within the limits of its encoding.
   */
  SCALED("scaled"),
  /** One direction in every round, ten times as long as the honest update. */
  STEADY("steady"),
  /** Another direction in every round, ten times as long as the honest update. */
  NOISE("noise");

  private static final double FLIPPED = -1.25;
  private static final double ENLARGED = 1000;

  /** The largest value; a chunk with a larger one would be rejected, and poison nothing. */
  private static final double LARGEST = 0.99 * FixedPointSum.MAX_MAGNITUDE;

  private static final double LOUD = 10;

  private final String flag;

  Poison(String flag) {
    this.flag = flag;
  }

  /** Returns its name on the command line. */
  public String flag() {
    return flag;
  }

  /**
   * Returns the kind of a name; throws {@link IllegalArgumentException} with all names for any
   * other.
   */
  public static Poison named(String flag) {
    return Arrays.stream(values())
        .filter(kind -> kind.flag.equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a kind of poison must be one of " + names() + ", was '" + flag + "'"));
  }

  private static String names() {
    return Arrays.stream(values()).map(Poison::flag).collect(Collectors.joining(", "));
  }

  /**
   * Returns the update that a poisoning client sends: as many values as the honest one has.
   *
   * @param honest an honest update's values, which are not changed
   * @param campaign seed of what stays the same in every round
   * @param round seed of what is drawn for this update alone
   */
  float[] of(float[] honest, long campaign, long round) {
    return switch (this) {
      case SIGN_FLIP -> times(FLIPPED, honest);
      case SCALED -> times(-Math.min(ENLARGED, LARGEST / largest(honest)), honest);
      case STEADY -> direction(honest.length, campaign, LOUD * norm(honest));
      case NOISE -> direction(honest.length, round, LOUD * norm(honest));
    };
  }

  /** Returns Gaussian noise, scaled to a norm: every direction is equally likely. */
  private static float[] direction(int length, long seed, double norm) {
    var random = new SplittableRandom(seed);
    float[] drawn = new float[length];
    for (int i = 0; i < length; i++) {
      drawn[i] = (float) random.nextGaussian();
    }
    return times(norm / norm(drawn), drawn);
  }

  private static float[] times(double factor, float[] values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (factor * values[i]);
    }
    return scaled;
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Returns the L2 norm of the values, summed in double precision. */
  static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
