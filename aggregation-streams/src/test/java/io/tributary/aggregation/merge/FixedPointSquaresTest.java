package io.tributary.aggregation.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FixedPointSquaresTest {
  private static final int LENGTH = 5;

  private record Part(float[] payload, long weight, double clip) {}

  /** {@code W S2 - S1^2} in integers of any size, rounded once. */
  @Property(tries = 300)
  void scatterIsTheNearestDoubleOfTheExactOne(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    List<Part> parts = parts(count, new Random(seed));
    long[] sums = sums(parts);
    var squares = new FixedPointSquares(squares(parts), 3, LENGTH);
    long weights = parts.stream().mapToLong(Part::weight).sum();
    for (int i = 0; i < LENGTH; i++) {
      assertThat(squares.scatterAt(i, sums[i], weights)).isEqualTo(exact(parts, i).doubleValue());
    }
  }

  @Property(tries = 100)
  void noOrderAndNoPartitionChangesABit(
      @ForAll @IntRange(min = 2, max = 12) int count, @ForAll long seed) {
    var random = new Random(seed);
    List<Part> parts = parts(count, random);
    List<Part> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, random);
    assertThat(squares(shuffled)).containsExactly(squares(parts));
    long[] first = squares(parts.subList(0, count / 2));
    long[] second = squares(parts.subList(count / 2, count));
    for (int i = 0; i < first.length; i++) {
      first[i] += second[i];
    }
    assertThat(first).containsExactly(squares(parts));
  }

  /** The bound of the proof, reached. */
  @Test
  void holdsTheLargestWindowOfTheLargestPayloads() {
    List<Part> parts =
        List.of(
            new Part(new float[] {8, 8, 8, 8, 8}, 1L << 30, 1),
            new Part(new float[] {8, -8, 0, 8, 7.5f}, (1L << 30) - 1, 1));
    long[] sums = sums(parts);
    long[] state = squares(parts);
    var squares = new FixedPointSquares(state, 3, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      assertThat(squares.scatterAt(i, sums[i], Integer.MAX_VALUE))
          .isEqualTo(exact(parts, i).doubleValue());
    }
    assertThat(state[3 + LENGTH]).isEqualTo((long) Integer.MAX_VALUE << 31).isLessThan(1L << 62);
    assertThat(exact(parts, 1).bitLength()).isEqualTo(124);
  }

  @Property(tries = 100)
  void isZeroIfAndOnlyIfAllAreTheSame(@ForAll long seed) {
    var random = new Random(seed);
    float[] payload = {0, 8, -8, random.nextFloat(), 0x1p-28f};
    List<Part> same = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      same.add(new Part(payload, 1 + random.nextInt(1 << 28), 1));
    }
    long weights = same.stream().mapToLong(Part::weight).sum();
    var none = new FixedPointSquares(squares(same), 3, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      assertThat(none.scatterAt(i, sums(same)[i], weights)).isZero();
    }
    // One unit of the last place apart, of the smallest weight.
    same.add(new Part(new float[] {0x1p-28f, 8, -8, 0, 0}, 1, 1));
    var some = new FixedPointSquares(squares(same), 3, LENGTH);
    assertThat(some.scatterAt(0, sums(same)[0], weights + 1)).isEqualTo((double) weights);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new FixedPointSquares(new long[9], 0, 5))
        .hasMessage("squares of 5 values need 10 places from 0 on, had 9 in all");
    var squares = new FixedPointSquares(new long[10], 0, 5);
    assertThatThrownBy(() -> squares.add(new float[3], 3, 3, 1, 1))
        .hasMessage("values must lie within the sum's 5, were 3 at 3");
    assertThatThrownBy(() -> squares.add(new float[3], 3, 0, 0, 1))
        .hasMessageContaining("weight must be in 1..2^31-1");
  }

  private static BigInteger exact(List<Part> parts, int index) {
    BigInteger weights = BigInteger.ZERO;
    BigInteger first = BigInteger.ZERO;
    BigInteger second = BigInteger.ZERO;
    for (Part part : parts) {
      BigInteger weight = BigInteger.valueOf(part.weight());
      BigInteger q =
          BigInteger.valueOf(FixedPointSum.quantised(part.payload()[index], part.clip()));
      weights = weights.add(weight);
      first = first.add(weight.multiply(q));
      second = second.add(weight.multiply(q).multiply(q));
    }
    return weights.multiply(second).subtract(first.multiply(first));
  }

  private static long[] sums(List<Part> parts) {
    var sum = new FixedPointSum(LENGTH);
    parts.forEach(part -> sum.add(part.payload(), LENGTH, 0, part.weight(), part.clip()));
    return sum.sums();
  }

  /** Behind three places that are not theirs. */
  private static long[] squares(List<Part> parts) {
    long[] state = new long[3 + FixedPointSquares.PLACES * LENGTH];
    var squares = new FixedPointSquares(state, 3, LENGTH);
    parts.forEach(part -> squares.add(part.payload(), LENGTH, 0, part.weight(), part.clip()));
    assertThat(state).startsWith(0, 0, 0);
    return state;
  }

  private static List<Part> parts(int count, Random random) {
    var parts = new ArrayList<Part>();
    int bits = random.nextInt(28);
    for (int part = 0; part < count; part++) {
      float[] payload = new float[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        payload[i] = (2 * random.nextFloat() - 1) * Math.scalb(8f, -random.nextInt(30));
      }
      double clip = random.nextBoolean() ? 1 : 1 - random.nextDouble();
      parts.add(new Part(payload, 1 + random.nextInt(1 << bits), clip));
    }
    return parts;
  }
}
