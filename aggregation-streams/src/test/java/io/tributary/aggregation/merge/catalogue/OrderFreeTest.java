package io.tributary.aggregation.merge.catalogue;

import static io.tributary.aggregation.merge.strategy.WindowFixture.LAYOUT;
import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.linear.AgreeingMean;
import io.tributary.aggregation.merge.linear.RankMaskedMean;
import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.module.AdapterMerge;
import io.tributary.aggregation.merge.module.AdapterMerge.Trained;
import io.tributary.aggregation.merge.server.ServerOptimizer;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Counted;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A version is a function of the set of updates: for every strategy and optimiser, to the byte. */
class OrderFreeTest {
  private static final MergeSettings SETTINGS = MergeSettings.defaults();

  @Property(tries = 60)
  void everyPermutationGivesTheSameVersions(
      @ForAll @IntRange(min = 5, max = 14) int count, @ForAll long seed) {
    var random = new Random(seed);
    List<Sent> window = WindowFixture.window(count, random);
    float[] base = WindowFixture.values(SHAPE.length(), random);
    List<Sent> shuffled = new ArrayList<>(window);
    Collections.shuffle(shuffled, random);
    List<MergeStrategy> strategies = new ArrayList<>(MergeStrategies.all(SETTINGS));
    strategies.add(new AgreeingMean(new WeightedMean(), AgreementMode.PROBABILITY));
    strategies.add(new AgreeingMean(new RankMaskedMean(), AgreementMode.GSNR));
    for (MergeStrategy strategy : strategies) {
      if (strategy.orderFree()) {
        for (ServerOptimizer optimizer : optimizers()) {
          assertThat(version(strategy, optimizer, window, base))
              .as("%s with %s", strategy.name(), optimizer.name())
              .containsExactly(version(strategy, optimizer, shuffled, base));
        }
      }
    }
  }

  private static List<ServerOptimizer> optimizers() {
    return ServerOptimizers.all(OptimizerSettings.of("none", 0.5));
  }

  private static float[] version(
      MergeStrategy strategy, ServerOptimizer optimizer, List<Sent> window, float[] base) {
    if (strategy instanceof ModuleStrategy module) {
      List<Trained> clients =
          window.stream().map(sent -> new Trained(sent.part(), base, sent.payload())).toList();
      return new AdapterMerge(LAYOUT, module).merge(clients, base);
    }
    List<Sent> merged = window;
    if (strategy instanceof SelectingStrategy selecting) {
      var payloads = new TreeMap<UpdateId, Clipped>();
      window.forEach(
          sent ->
              payloads.put(sent.part().update(), new Clipped(sent.buffer(), sent.part().clip())));
      List<Counted> counted =
          payloads.keySet().stream().map(id -> new Counted(id, 1, norm(payloads.get(id)))).toList();
      List<UpdateId> chosen =
          selecting.choose(List.of(selecting.measure(payloads)), counted).kept();
      merged = window.stream().filter(sent -> chosen.contains(sent.part().update())).toList();
      assertThat(merged).hasSameSizeAs(chosen);
    }
    Accumulator accumulator = open(strategy);
    merged.forEach(sent -> accumulator.add(sent.part(), sent.buffer()));
    MergeStep step = accumulator.step();
    if (strategy instanceof IncrementalStrategy incremental) {
      List<MergeContribution> parts = merged.stream().map(Sent::part).toList();
      step = incremental.completed(step, parts, SHAPE, staleness -> behind(base, staleness));
    }
    return optimizer.apply(FloatBuffer.wrap(base), step, optimizer.initialMoments(base.length));
  }

  private static FloatBuffer behind(float[] newest, int staleness) {
    return FloatBuffer.wrap(
        staleness == 0
            ? newest
            : WindowFixture.values(newest.length, new Random(Arrays.hashCode(newest) + staleness)));
  }

  private static double norm(Clipped clipped) {
    double squares = 0;
    for (int i = 0; i < clipped.payload().remaining(); i++) {
      squares += Math.pow(clipped.payload().get(clipped.payload().position() + i), 2);
    }
    return clipped.clip() * Math.sqrt(squares);
  }

  private static Accumulator open(MergeStrategy strategy) {
    if (strategy instanceof IncrementalStrategy incremental) {
      return incremental.over(SHAPE, new long[incremental.stateLength(SHAPE)]);
    }
    if (strategy instanceof SelectingStrategy selecting) {
      return selecting.open(SHAPE);
    }
    return ((WholeWindowStrategy) strategy).open(SHAPE);
  }
}
