package io.tributary.aggregation.merge.robust;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Choice;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Counted;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CosineFilterTest {
  private static final double SHARE = 0.5;
  private static final float[][] ALIKE = {{3, 1}, {2, 1}, {4, 1}, {3, 2}};

  @Test
  void leavesOutWhatPointsElsewhere() {
    Choice choice = choose(with(ALIKE, -6, -2), 1, 1, 1, 1, 1);
    assertThat(choice.kept()).containsExactly(id(0), id(1), id(2), id(3));
    assertThat(choice.leftOut())
        .containsOnlyKeys(id(4))
        .containsValue(
            "its median cosine to all must be >= 0.4881, 0.5 of what is usual, was" + " -0.9899");
    assertThat(choose(with(ALIKE, 1, -3), 1, 1, 1, 1, 1).leftOut()).containsOnlyKeys(id(4));
  }

  /** The length of an update is the clip's business. */
  @Test
  void comparesDirectionsOnly() {
    assertThat(choose(with(ALIKE, 3000, 1400), 1, 1, 1, 1, 1).leftOut()).isEmpty();
    assertThat(choose(with(ALIKE, 0.003f, 0.0014f), 1, 1, 1, 1, 1).leftOut()).isEmpty();
  }

  @Test
  void whoHasLessThanHalfOfTheWeightLeavesNobodyOut() {
    float[][] crowd = {{1, 0}, {1, 0.1f}, {1, 0.2f}, {-1, 5}, {-1, 5}, {-1, 5}, {-1, 5}};
    assertThat(choose(crowd, 30, 30, 30, 5, 5, 5, 5).kept()).containsExactly(id(0), id(1), id(2));
    assertThat(choose(crowd, 1, 1, 1, 5, 5, 5, 5).leftOut()).containsOnlyKeys(id(0), id(1), id(2));
  }

  /** Three of nine, each with twice the weight of an honest one, would have half of it. */
  @Test
  void aFewLargeOnesDecideNoMoreThanAsManyUsualOnes() {
    float[][] rows = new float[9][];
    long[] weights = new long[9];
    for (int i = 0; i < 9; i++) {
      rows[i] = i < 6 ? new float[] {1, 0.1f * i} : new float[] {-1, 0.1f * i};
      weights[i] = i < 6 ? 100 + i : 200;
    }
    assertThat(choose(rows, weights).leftOut()).containsOnlyKeys(id(6), id(7), id(8));
  }

  @Test
  void keepsAllWhereNothingTellsWhoIsWrong() {
    assertThat(choose(new float[][] {{1, 2}}, 1).kept()).hasSize(1);
    assertThat(choose(new float[][] {{1, 2}, {-1, -2}}, 1, 1).kept()).hasSize(2);
    float[][] across = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-1, 0, 0}};
    assertThat(choose(across, 1, 1, 1, 1).kept()).hasSize(4);
  }

  /** Nothing changed, or released by a person: no direction to be wrong, and none to go by. */
  @Test
  void keepsWhatHasNoNorm() {
    float[][] rows = with(ALIKE, 0, 0);
    assertThat(choose(rows, 1, 1, 1, 1, 100).leftOut()).isEmpty();
    List<Counted> counted = new ArrayList<>(counted(with(ALIKE, -6, -2), 1, 1, 1, 1, 100));
    counted.set(4, new Counted(id(4), 100, 0));
    Distances distances = PairDistances.of(payloads(with(ALIKE, -6, -2)));
    assertThat(new CosineFilter(SHARE).choose(distances, counted).leftOut()).isEmpty();
  }

  @Test
  void whatIsDiscountedToNothingIsComparedAllTheSame() {
    assertThat(choose(with(ALIKE, -6, -2), 0, 0, 0, 0, 0).leftOut()).containsOnlyKeys(id(4));
  }

  /** Each weight, but for what is cut off, as so many updates; cosines from the values. */
  @Property(tries = 200)
  void equalsItsDefinition(@ForAll @IntRange(min = 1, max = 9) int count, @ForAll long seed) {
    var random = new Random(seed);
    float[][] rows = new float[count][];
    long[] weights = new long[count];
    float[] common = WindowFixture.values(6, random);
    for (int i = 0; i < count; i++) {
      rows[i] = WindowFixture.values(6, random);
      weights[i] = 1L + random.nextInt(4);
      for (int k = 0; k < 6 && random.nextInt(4) > 0; k++) {
        rows[i][k] += 2 * common[k];
      }
    }
    var each = new ArrayList<Double>();
    LongStream.of(weights).forEach(w -> each.addAll(Collections.nCopies((int) w, (double) w)));
    long[] cut = LongStream.of(weights).map(w -> Math.min(w, (long) upperMedian(each))).toArray();
    var similarities = new double[count];
    var all = new ArrayList<Double>();
    for (int i = 0; i < count; i++) {
      var cosines = new ArrayList<Double>();
      for (int j = 0; j < count; j++) {
        if (j != i) {
          cosines.addAll(Collections.nCopies((int) cut[j], cosine(rows[i], rows[j])));
        } else {
          cosines.addAll(Collections.nCopies((int) cut[j], 1.0));
        }
      }
      similarities[i] = upperMedian(cosines);
      all.addAll(Collections.nCopies((int) cut[i], similarities[i]));
    }
    double usual = upperMedian(all);
    var expected = new ArrayList<UpdateId>();
    for (int i = 0; i < count; i++) {
      if (count < 3 || usual <= 0 || similarities[i] >= SHARE * usual) {
        expected.add(id(i));
      }
    }
    assertThat(choose(rows, weights).kept()).as("seed %d", seed).isEqualTo(expected);
  }

  private static double upperMedian(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot / (norm(a) * norm(b));
  }

  @Test
  void theMeanOfTheKeptIsWeighted() {
    Accumulator accumulator = new FilteredMean(10).open(WindowFixture.shape(1, 1));
    accumulator.add(
        new MergeContribution(id(0), 3 * 256, 3 * 256, 1, 1, 0, 0),
        FloatBuffer.wrap(new float[] {2, 4}));
    accumulator.add(
        new MergeContribution(id(1), 256, 256, 1, 1, 0, 0), FloatBuffer.wrap(new float[] {6, 8}));
    assertThat(accumulator.step().values()).containsExactly(3, 5);
  }

  /** A chunk knows some coordinates only: the choice is the whole adapter's all the same. */
  @Test
  void addsUpTheChunks() {
    float[][] rows = {{3, 0, 1}, {3, 0, 1}, {3, 0, -1}, {-3, 0, 1}};
    float[][] first = new float[4][];
    float[][] second = new float[4][];
    for (int i = 0; i < 4; i++) {
      first[i] = new float[] {rows[i][0]};
      second[i] = new float[] {rows[i][1], rows[i][2]};
    }
    var chunks = List.of(PairDistances.of(payloads(first)), PairDistances.of(payloads(second)));
    assertThat(new FilteredMean(10).choose(chunks, counted(rows, 1, 1, 1, 1)))
        .isEqualTo(choose(rows, 1, 1, 1, 1))
        .satisfies(choice -> assertThat(choice.leftOut()).containsOnlyKeys(id(3)));
  }

  private static Choice choose(float[][] rows, long... weights) {
    return new CosineFilter(SHARE).choose(PairDistances.of(payloads(rows)), counted(rows, weights));
  }

  private static SortedMap<UpdateId, Clipped> payloads(float[][] rows) {
    var payloads = new TreeMap<UpdateId, Clipped>();
    for (int i = 0; i < rows.length; i++) {
      payloads.put(id(i), new Clipped(FloatBuffer.wrap(rows[i]), 1));
    }
    return payloads;
  }

  private static List<Counted> counted(float[][] rows, long... weights) {
    var counted = new ArrayList<Counted>();
    for (int i = 0; i < rows.length; i++) {
      counted.add(new Counted(id(i), weights[i], norm(rows[i])));
    }
    return counted;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static float[][] with(float[][] rows, float... another) {
    float[][] all = Arrays.copyOf(rows, rows.length + 1);
    all[rows.length] = another;
    return all;
  }

  private static UpdateId id(int slot) {
    return UpdateId.parse("a/" + slot + "#1");
  }
}
