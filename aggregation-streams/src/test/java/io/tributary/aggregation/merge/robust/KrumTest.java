package io.tributary.aggregation.merge.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KrumTest {
  private static final float[][] C11 = {{1, 10}, {2, 11}, {3, 12}, {4, 13}, {100, -50}};

  /** ALGORITHMS.md, "Robust means": scores 10, 4, 4, 10, 26438; a tie goes to the lowest update. */
  @Test
  void reproducesThePublishedVector() {
    Krum krum = Krum.one(1, 10);
    List<Distances> chunks = List.of(krum.measure(rows(C11)));
    assertThat(new KrumSelection(1, 1).scores(chunks)).containsExactly(10, 4, 4, 10, 26438);
    assertThat(krum.choose(chunks, List.of()).kept()).containsExactly(update(1));
    assertThat(Krum.multi(1, 2, 10).choose(chunks, List.of()).kept())
        .containsExactly(update(1), update(2));
    assertThat(Krum.multi(1, 0, 10).choose(chunks, List.of()).kept())
        .containsExactly(update(0), update(1), update(2), update(3));
  }

  /** A chunk knows one coordinate only: the choice is the whole adapter's all the same. */
  @Test
  void addsUpTheChunks() {
    Krum krum = Krum.one(1, 10);
    List<Distances> chunks =
        List.of(krum.measure(rows(column(C11, 0))), krum.measure(rows(column(C11, 1))));
    assertThat(new KrumSelection(1, 1).scores(chunks)).containsExactly(10, 4, 4, 10, 26438);
    assertThat(krum.choose(chunks, List.of()).kept()).containsExactly(update(1));
  }

  @Test
  void mergesTheChosenWithEqualWeight() {
    Accumulator accumulator = Krum.multi(1, 2, 10).open(WindowFixture.shape(1, 1));
    accumulator.add(
        new MergeContribution(update(1), 2560, 256, 1, 1, 3, 0),
        FloatBuffer.wrap(new float[] {2, 5}));
    accumulator.add(
        new MergeContribution(update(2), 256, 256, 1, 1, 0, 0),
        FloatBuffer.wrap(new float[] {3, 6}));
    assertThat(accumulator.step().values()).containsExactly(2.5, 5.5);
  }

  @Property(tries = 40)
  void equalsItsDefinition(
      @ForAll @IntRange(min = 0, max = 2) int byzantine,
      @ForAll @IntRange(min = 7, max = 11) int count,
      @ForAll @IntRange(min = 1, max = 3) int kept,
      @ForAll long seed) {
    var random = new Random(seed);
    float[][] rows = new float[count][];
    double[] clips = new double[count];
    for (int i = 0; i < count; i++) {
      rows[i] = WindowFixture.values(5, random);
      clips[i] = random.nextBoolean() ? 1 : 0.3;
    }
    List<Distances> chunks = List.of(PairDistances.of(rows(rows, clips)));
    double[] scores = new KrumSelection(byzantine, kept).scores(chunks);
    double[] naive = naiveScores(rows, clips, byzantine);
    assertThat(scores).containsExactly(naive, within(1e-9));

    List<UpdateId> chosen = new KrumSelection(byzantine, kept).choose(chunks);
    assertThat(chosen).hasSize(kept).isSorted();
    double worstKept =
        chosen.stream().mapToDouble(id -> scores[id.slot().index()]).max().orElseThrow();
    for (int i = 0; i < count; i++) {
      assertThat(chosen.contains(update(i)) || scores[i] >= worstKept).isTrue();
    }
  }

  private static double[] naiveScores(float[][] rows, double[] clips, int byzantine) {
    double[] scores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      var distances = new ArrayList<Double>();
      for (int j = 0; j < rows.length; j++) {
        double square = 0;
        for (int k = 0; k < rows[i].length; k++) {
          square += Math.pow(rows[i][k] * clips[i] - rows[j][k] * clips[j], 2);
        }
        if (i != j) {
          distances.add(square);
        }
      }
      scores[i] =
          distances.stream()
              .sorted()
              .limit(rows.length - byzantine - 2)
              .mapToDouble(Double::doubleValue)
              .sum();
    }
    return scores;
  }

  @Test
  void measuresEveryBlockOfALargeChunk() {
    float[] left = WindowFixture.values(5003, new Random(1));
    float[] right = WindowFixture.values(5003, new Random(2));
    double expected = 0;
    for (int i = 0; i < left.length; i++) {
      expected += Math.pow((double) left[i] - right[i], 2);
    }
    var payloads = new TreeMap<UpdateId, Clipped>();
    payloads.put(update(0), new Clipped(AdapterChunks.floats(AdapterChunks.encode(left, 0)), 1));
    payloads.put(update(1), new Clipped(AdapterChunks.floats(AdapterChunks.encode(right, 0)), 1));
    assertThat(PairDistances.of(payloads).squares()[0]).isCloseTo(expected, within(1e-8));
  }

  @Test
  void saysHowManyUpdatesItNeeds() {
    assertThat(Krum.one(2, 10).minParts()).isEqualTo(7);
    assertThat(Krum.multi(2, 9, 20).minParts()).isEqualTo(11);
    List<Distances> four = List.of(PairDistances.of(rows(Arrays.copyOf(C11, 4))));
    assertThatThrownBy(() -> Krum.one(1, 10).choose(four, List.of()))
        .hasMessage(
            "krum with merge.byzantine 1 must have at least 5 updates, had 4: close windows later"
                + " or lower merge.byzantine");
    assertThatThrownBy(() -> new KrumSelection(2, 1).choose(four))
        .hasMessage("krum must have at least f + 3 updates to score one, had 4 with f 2");
  }

  @Test
  void refusesChunksOfOtherUpdates() {
    Distances five = PairDistances.of(rows(C11));
    Distances four = PairDistances.of(rows(Arrays.copyOf(C11, 4)));
    assertThatThrownBy(() -> new KrumSelection(1, 1).choose(List.of(five, four)))
        .hasMessageContaining("every chunk must measure the same updates");
    assertThatThrownBy(() -> new Distances(List.of(update(0)), new double[1]))
        .hasMessage("1 updates have 0 distances, were 1");
  }

  private static SortedMap<UpdateId, Clipped> rows(float[][] rows) {
    double[] clips = new double[rows.length];
    Arrays.fill(clips, 1);
    return rows(rows, clips);
  }

  private static SortedMap<UpdateId, Clipped> rows(float[][] rows, double[] clips) {
    var payloads = new TreeMap<UpdateId, Clipped>();
    for (int i = 0; i < rows.length; i++) {
      payloads.put(update(i), new Clipped(FloatBuffer.wrap(rows[i]), clips[i]));
    }
    return payloads;
  }

  private static float[][] column(float[][] rows, int column) {
    return Arrays.stream(rows).map(row -> new float[] {row[column]}).toArray(float[][]::new);
  }

  private static UpdateId update(int slot) {
    return UpdateId.parse("a/" + slot + "#1");
  }
}
