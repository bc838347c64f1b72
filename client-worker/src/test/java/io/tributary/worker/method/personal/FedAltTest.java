package io.tributary.worker.method.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.ToyClient;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.FrozenAdapters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Beside a federation in which everybody knows everybody's adapter. */
class FedAltTest {
  private static final int STEPS = 4;
  private static final double[] SHARES = {0.5, 0.3, 0.2};
  private static final LoraAdapter INITIAL = ToyClient.adapter(0.1f, -0.2f, 0);

  private final FedAlt method = new FedAlt();
  private final List<ToyClient> clients =
      List.of(
          new ToyClient(STEPS, new float[] {1, 2, 3}, new float[] {1, 0.5f, -1}),
          new ToyClient(STEPS, new float[] {3, 1, 1}, new float[] {-1, 0, 1}),
          new ToyClient(STEPS, new float[] {1, 1, 2}, new float[] {0, 1, 0}));

  @Test
  void theCommonAdapterWithoutTheOwnPartIsTheOthersMean() {
    float[][] own = new float[3][];
    float[][] gates = new float[3][4];
    Arrays.fill(own, INITIAL.values());
    var memories = new ArrayList<>(Collections.nCopies(3, SlotMemory.EMPTY));
    float[] common = INITIAL.values();
    for (int version = 0; version < 5; version++) {
      float[][] trained = new float[3][];
      float[] next = new float[3];
      for (int c = 0; c < 3; c++) {
        float[] others = version == 0 ? INITIAL.values() : othersMean(own, c);
        var asked = new ArrayList<FrozenAdapters>();
        LocalRound round = round(version, common, version == 0 ? 0 : SHARES[c], memories.get(c));
        ToyClient client = clients.get(c);
        Outcome outcome =
            method.round(
                round,
                (start, frozenAdapters, optimiser) -> {
                  asked.add(frozenAdapters);
                  return client.from(start, frozenAdapters, optimiser);
                });

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).gate().orElseThrow()).containsExactly(gates[c]);
        assertClose(asked.get(0).frozen().get(0).adapter().values(), others);
        trained[c] = trained(client, own[c], asked.get(0), gates[c]);
        assertThat(outcome.shared().values()).containsExactly(trained[c]);
        memories.set(c, outcome.memory());
        for (int i = 0; i < 3; i++) {
          next[i] += (float) (SHARES[c] * trained[c][i]);
        }
      }
      own = trained;
      common = next;
    }
    for (int c = 0; c < 3; c++) {
      GatedAdapters used = method.gated(round(5, common, SHARES[c], memories.get(c))).orElseThrow();
      assertThat(used.own().values()).containsExactly(own[c]);
      assertThat(used.gate()).containsExactly(gates[c]).doesNotContain(0f);
      assertClose(used.others().values(), othersMean(own, c));
    }
  }

  @Test
  void whereNobodyElseContributesTheOthersAddNothing() {
    Outcome one = method.round(round(0, INITIAL.values(), 0, SlotMemory.EMPTY), clients.get(0));
    LocalRound alone = round(1, one.shared().values(), 1, one.memory());

    assertThat(method.gated(alone).orElseThrow().others().values()).containsOnly(0);
  }

  /** An update that came too late is no part of the version. */
  @Test
  void aClientThatIsNotInTheVersionTakesAllOfIt() {
    Outcome one = method.round(round(0, INITIAL.values(), 0, SlotMemory.EMPTY), clients.get(0));
    float[] common = {0.3f, 0.1f, 0.2f};

    GatedAdapters used = method.gated(round(1, common, 0, one.memory())).orElseThrow();
    assertThat(used.others().values()).containsExactly(common);
    assertThat(used.own()).isEqualTo(one.shared());
  }

  private static LocalRound round(int version, float[] common, double share, SlotMemory memory) {
    return new LocalRound(
        ToyClient.CLUSTER,
        version,
        ToyClient.adapter(common),
        share,
        3,
        STEPS,
        LearningRate.constant(ToyClient.ADAM_RATE),
        memory);
  }

  private static float[] othersMean(float[][] own, int without) {
    float[] mean = new float[3];
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += c == without ? 0 : SHARES[c] * own[c][i];
      }
      mean[i] = (float) (sum / (1 - SHARES[without]));
    }
    return mean;
  }

  /** Clipped Adam over adapter and gate together; the gate is written back. */
  private static float[] trained(
      ToyClient client, float[] own, FrozenAdapters frozenAdapters, float[] gate) {
    float[] others = frozenAdapters.frozen().get(0).adapter().values();
    float[] values = Arrays.copyOf(own, own.length + gate.length);
    System.arraycopy(gate, 0, values, own.length, gate.length);
    var steps = new GradientClip(1, new AdamW(values.length, ToyClient.ADAM_RATE, 0));
    for (int step = 0; step < STEPS; step++) {
      float[] gradient = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        gradient[i] =
            i < own.length
                ? client.curvature()[i] * (values[i] + others[i] - client.target()[i])
                : values[i] - 1;
      }
      steps.step(values, gradient);
    }
    System.arraycopy(values, own.length, gate, 0, gate.length);
    return Arrays.copyOf(values, own.length);
  }

  private static void assertClose(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }
}
