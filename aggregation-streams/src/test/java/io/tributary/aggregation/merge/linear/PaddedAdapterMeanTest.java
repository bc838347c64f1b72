package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.server.ServerSgd;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The literature's padding of adapters, beside ours of what clients change. */
class PaddedAdapterMeanTest {
  private static final PaddedAdapterMean PADDED =
      new PaddedAdapterMean(new ZeroPaddedMean("zero-padded-adapters"));
  private static final PaddedAdapterMean HETLORA =
      new PaddedAdapterMean(new HetLora("hetlora-adapters"));

  /** Two units of the last place of a float of up to 32, and the error of fixed point. */
  private static final double ERROR = 4e-6;

  @Property(tries = 50)
  void paddedIsTheWeightedMeanOfPaddedAdapters(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    var random = new Random(seed);
    List<Sent> window = WindowFixture.window(count, random);
    float[][] versions = versions(random);
    float[] next = next(PADDED, window, versions);
    for (int i = 0; i < next.length; i++) {
      double expected =
          naive(window, versions, i, MergeContribution::weight, MergeContribution::units);
      assertThat((double) next[i]).isCloseTo(expected, within(ERROR));
    }
  }

  @Property(tries = 50)
  void hetLoraWeighsAdaptersByTheirProducts(
      @ForAll @IntRange(min = 1, max = 12) int count, @ForAll long seed) {
    var random = new Random(seed);
    List<Sent> window = WindowFixture.window(count, random);
    double norms = window.stream().mapToDouble(sent -> sent.part().productNorm()).sum();
    float[][] versions = versions(random);
    float[] next = next(HETLORA, window, versions);
    for (int i = 0; i < next.length && norms >= 1; i++) {
      double expected =
          naive(
              window,
              versions,
              i,
              part -> part.productNorm() * part.discount(),
              MergeContribution::productNorm);
      // Every norm and every discounted norm is off by 2^-16 at most, of values up to 24.
      assertThat((double) next[i])
          .isCloseTo(expected, within(24 * count * 0x1p-14 / norms + ERROR));
    }
  }

  /** The formula in plain double, adapter by adapter. */
  private static double naive(
      List<Sent> window,
      float[][] versions,
      int i,
      ToDoubleFunction<MergeContribution> weight,
      ToDoubleFunction<MergeContribution> divisor) {
    double newest = versions[0][i];
    double sum = 0;
    double divisors = 0;
    for (Sent sent : window) {
      MergeContribution part = sent.part();
      boolean trained = part.rank() > SHAPE.spanOf(i).component(i);
      double base = versions[part.staleness()][i];
      double adapter = trained ? base + part.clip() * sent.payload()[i] : 0;
      sum += weight.applyAsDouble(part) * (adapter - newest);
      divisors += divisor.applyAsDouble(part);
    }
    return newest + sum / divisors;
  }

  /**
   * The third component is trained by one of two equal clients, neither of which changes anything.
   * The literature's padding halves both of its factors in every round, so that their product
   * shrinks to a quarter; ours keeps them.
   */
  @Test
  void adaptersAreDilutedAndChangesAreNot() {
    List<Sent> window = List.of(unchanged("a/0#1", 3), unchanged("b/0#1", 2));
    float[] start = WindowFixture.values(SHAPE.length(), new Random(1));
    for (IncrementalStrategy ours : List.of(new ZeroPaddedMean(), new HetLora())) {
      float[] values = start;
      for (int round = 0; round < 3; round++) {
        values = next(ours, window, values);
      }
      assertThat(values).as(ours.name()).containsExactly(start);
    }
    for (IncrementalStrategy theirs : List.of(PADDED, HETLORA)) {
      float[] values = start;
      for (int round = 1; round <= 3; round++) {
        values = next(theirs, window, values);
        for (int i = 0; i < values.length; i++) {
          boolean third = SHAPE.spanOf(i).component(i) == 2;
          assertThat(values[i])
              .as("%s in round %d", theirs.name(), round)
              .isEqualTo(third ? Math.scalb(start[i], -round) : start[i]);
        }
      }
    }
  }

  private static Sent unchanged(String update, int rank) {
    return new Sent(
        new MergeContribution(UpdateId.parse(update), 256, 256, 1, rank, 0, 1),
        new float[SHAPE.length()]);
  }

  /** HetLoRA: who says three times as much has three times the weight in the padded mean. */
  @Test
  void theWeightOfAnAdapterIsTheNormOfItsProduct() {
    float[] adapter = WindowFixture.values(SHAPE.length(), new Random(5));
    MergeContribution strong = new MergeContribution(UpdateId.parse("a/0#1"), 256, 256, 1, 3, 0, 3);
    MergeContribution weak =
        new MergeContribution(UpdateId.parse("b/0#1"), 256_000, 256_000, 1, 1, 0, 1);
    float[] zero = new float[SHAPE.length()];
    float[] next = next(HETLORA, List.of(new Sent(strong, zero), new Sent(weak, zero)), adapter);
    for (int i = 0; i < next.length; i++) {
      boolean both = SHAPE.spanOf(i).component(i) == 0;
      assertThat(next[i]).isEqualTo(both ? adapter[i] : 0.75f * adapter[i]);
    }
  }

  /** Without lower ranks and without stale updates there is nothing to pad. */
  @Property(tries = 30)
  void fullRanksFromTheNewestVersionGiveTheBytesOfTheMeanOfChanges(@ForAll long seed) {
    var random = new Random(seed);
    var window = new ArrayList<Sent>();
    for (Sent sent : WindowFixture.window(6, random)) {
      MergeContribution p = sent.part();
      var fresh =
          new MergeContribution(p.update(), p.units(), p.weight(), p.clip(), 3, 0, p.productNorm());
      window.add(new Sent(fresh, sent.payload()));
    }
    float[] newest = WindowFixture.values(SHAPE.length(), random);
    assertThat(next(PADDED, window, newest))
        .containsExactly(next(new ZeroPaddedMean(), window, newest));
    assertThat(next(HETLORA, window, newest)).containsExactly(next(new HetLora(), window, newest));
  }

  @Test
  void needsOriginsAndRefusesMeansThatDoNotPad() {
    assertThat(PADDED.needsOrigins()).isTrue();
    assertThat(new ZeroPaddedMean().needsOrigins()).isFalse();
    assertThat(HETLORA.ownUnits()).isTrue();
    assertThat(PADDED.name()).isEqualTo("zero-padded-adapters");
    assertThatThrownBy(() -> new PaddedAdapterMean(new WeightedMean()))
        .hasMessageEndingWith("was weighted-mean");
    assertThatThrownBy(() -> new PaddedAdapterMean(new RankMaskedMean()))
        .hasMessageEndingWith("was rank-masked-mean");
    assertThatThrownBy(
            () ->
                HETLORA.units(
                    new MergeContribution(UpdateId.parse("b/0#1"), 256, 256, 1, 1, 0, 32_768)))
        .hasMessage("product norm of b/0#1 must be < 2^15 for hetlora-adapters, was 32768.0");
  }

  private static float[][] versions(Random random) {
    float[][] versions = new float[4][];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = WindowFixture.values(SHAPE.length(), random);
    }
    return versions;
  }

  private static float[] next(
      IncrementalStrategy strategy, List<Sent> window, float[]... versions) {
    Accumulator accumulator = strategy.over(SHAPE, new long[strategy.stateLength(SHAPE)]);
    window.forEach(sent -> accumulator.add(sent.part(), sent.buffer()));
    List<MergeContribution> parts = window.stream().map(Sent::part).toList();
    return new ServerSgd(1)
        .apply(
            FloatBuffer.wrap(versions[0]),
            strategy.completed(
                accumulator.step(),
                parts,
                SHAPE,
                staleness -> FloatBuffer.wrap(versions[staleness])),
            new float[0][]);
  }
}
