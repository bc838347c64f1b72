package io.tributary.worker.method.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rank self-pruning, on two target modules of rank 4. */
class HetLoraTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          4, 8, List.of(new TargetModule("first", 3, 2), new TargetModule("second", 2, 5)));
  private static final ClusterId CLUSTER = new ClusterId(0);
  private static final LoraAdapter GLOBAL = adapter(new Random(3));

  @Test
  void keepsItsRankWhileTheTailGrowsAndPrunesItWhenItFalls() {
    var method = new HetLora(0.5f, 0, ClipTarget.OBJECTIVE);
    Outcome grown = method.round(round(4, SlotMemory.EMPTY), scaling(1.1f));
    assertThat(method.rank(ZeroSentinel.of(0), grown.memory())).hasValue(4);
    assertThat(grown.shared()).isEqualTo(scaled(GLOBAL, 1.1f));
    assertThat(grown.figures()).containsEntry("rank", 4.0);

    Outcome fallen = method.round(round(4, grown.memory()), scaling(0.9f));
    assertThat(method.rank(ZeroSentinel.of(0), fallen.memory())).hasValue(2);
    assertThat(fallen.shared()).isEqualTo(scaled(GLOBAL, 0.9f).truncated(2));
    assertThat(fallen.figures()).containsEntry("rank", 2.0);
  }

  /** The ceiling of gamma r, and one component at least; a single component stays. */
  @Test
  void ranksFallToTheCeilingOfGammaTimesTheRank() {
    assertThat(ranksUntilOne(0.99f)).containsExactly(3, 2, 1, 1);
    assertThat(ranksUntilOne(0.5f)).containsExactly(2, 1, 1, 1);
    assertThat(ranksUntilOne(0.1f)).containsExactly(1, 1, 1, 1);
  }

  private static List<Integer> ranksUntilOne(float gamma) {
    var method = new HetLora(gamma, 0, ClipTarget.OBJECTIVE);
    SlotMemory memory = SlotMemory.EMPTY;
    var ranks = new ArrayList<Integer>();
    for (int i = 0; i < 4; i++) {
      int rank = method.rank(OptionalInt.of(4), memory).getAsInt();
      memory = method.round(round(rank, memory), scaling(0.9f)).memory();
      ranks.add(method.rank(OptionalInt.of(4), memory).getAsInt());
    }
    return ranks;
  }

  /** A client that is allowed fewer components trains fewer; more bring back none. */
  @Test
  void aPrunedRankNeverGrows() {
    var method = new HetLora(0.5f, 0, ClipTarget.OBJECTIVE);
    SlotMemory pruned = method.round(round(4, SlotMemory.EMPTY), scaling(0.9f)).memory();
    assertThat(method.rank(ZeroSentinel.of(0), pruned)).hasValue(2);
    assertThat(method.rank(ZeroSentinel.of(3), pruned)).hasValue(2);
    assertThat(method.rank(ZeroSentinel.of(1), pruned)).hasValue(1);
    assertThat(method.rank(ZeroSentinel.of(3), SlotMemory.EMPTY)).hasValue(3);
    assertThat(method.rank(ZeroSentinel.of(0), SlotMemory.EMPTY)).isEmpty();
    assertThat(new FedAvg().rank(ZeroSentinel.of(0), pruned)).isEmpty();
  }

  /** The first rounds start from B = 0, whose tail cannot fall. */
  @Test
  void prunesNothingInTheFirstRound() {
    LoraAdapter initial = LoraAdapter.initial(LAYOUT, 5);
    var method = new HetLora(0.5f, 1, ClipTarget.OBJECTIVE);
    Outcome outcome =
        method.round(
            round(initial, 4, SlotMemory.EMPTY),
            (start, frozenAdapters, optimiser) -> result(start));
    assertThat(method.rank(ZeroSentinel.of(0), outcome.memory())).hasValue(4);
    assertThat(outcome.shared()).isEqualTo(initial);
  }

  /** Without a gradient of the loss only the penalty moves values, and only those of the tail. */
  @Test
  void thePenaltyAloneShrinksTheTailAndLeavesTheRest() {
    var method = new HetLora(0.5f, 0.1f, ClipTarget.OBJECTIVE);
    LoraAdapter start = GLOBAL.truncated(3);
    Outcome outcome =
        method.round(
            round(start, 3, SlotMemory.EMPTY),
            (from, frozenAdapters, optimiser) -> {
              float[] values = from.values().clone();
              for (int step = 0; step < 5; step++) {
                optimiser.step(values, new float[values.length]);
              }
              return result(new LoraAdapter(LAYOUT, values));
            });
    assertThat(method.rank(ZeroSentinel.of(0), outcome.memory())).hasValue(2);
    assertThat(outcome.shared()).isEqualTo(GLOBAL.truncated(2));
  }

  /** The gradient beside differences of the penalty, in every coordinate. */
  @Test
  void thePenaltysGradientIsThatOfTheProductOfNorms() {
    var tail = new RankTail(LAYOUT, 1, 3);
    float[] gradient = new float[LAYOUT.parameters()];
    Optimiser nothing = (values, given) -> {};
    tail.penalty(0.5f, nothing).step(GLOBAL.values(), gradient);
    for (int i = 0; i < gradient.length; i++) {
      float[] more = GLOBAL.values().clone();
      float[] less = GLOBAL.values().clone();
      more[i] += 0x1p-8f;
      less[i] -= 0x1p-8f;
      double slope = (tail.norm(more) - tail.norm(less)) / ((double) more[i] - less[i]);
      assertThat((double) gradient[i]).isCloseTo(0.5 * slope, within(1e-3));
    }
    assertThat(tail.norm(GLOBAL.values())).isCloseTo(naive(), within(1e-6));
  }

  /** Components 1 and 2 of both target modules, by their indices. */
  private static double naive() {
    float[] v = GLOBAL.values();
    double sum = 0;
    int at = 0;
    for (TargetModule targetModule : LAYOUT.targetModules()) {
      double a = 0;
      double b = 0;
      for (int k = 1; k < 3; k++) {
        for (int j = 0; j < targetModule.inputs(); j++) {
          a += Math.pow(v[at + k * targetModule.inputs() + j], 2);
        }
        for (int o = 0; o < targetModule.outputs(); o++) {
          b += Math.pow(v[at + 4 * targetModule.inputs() + o * 4 + k], 2);
        }
      }
      sum += Math.sqrt(a) * Math.sqrt(b);
      at += 4 * (targetModule.inputs() + targetModule.outputs());
    }
    return sum;
  }

  private static LocalRound round(int rank, SlotMemory memory) {
    return round(GLOBAL.truncated(rank), rank, memory);
  }

  private static LocalRound round(LoraAdapter global, int rank, SlotMemory memory) {
    return new LocalRound(
        CLUSTER,
        1,
        global,
        rank,
        0.5,
        2,
        2,
        5,
        LearningRate.constant(0.01f),
        memory,
        Optional.empty());
  }

  /** Instead of training. */
  private static LocalSteps scaling(float factor) {
    return (start, frozenAdapters, optimiser) -> result(scaled(start, factor));
  }

  private static LoraAdapter scaled(LoraAdapter adapter, float factor) {
    float[] values = adapter.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new LoraAdapter(LAYOUT, values);
  }

  private static TrainingResult result(LoraAdapter adapter) {
    return new TrainingResult(adapter, new float[] {1}, 10, 100, new float[0]);
  }

  private static LoraAdapter adapter(Random random) {
    float[] values = new float[LAYOUT.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() + 0.1f;
    }
    return new LoraAdapter(LAYOUT, values);
  }
}
