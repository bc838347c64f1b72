package io.tributary.worker.method.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.ScaffoldOption;
import io.tributary.worker.method.ToyClient;
import io.tributary.worker.state.SlotMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against the paper's algorithm, with a server that keeps the common variate. */
class ScaffoldTest {
  private static final float ETA = 0.05f;
  private static final int STEPS = 4;
  private static final int ROUNDS = 6;

  private final List<ToyClient> clients =
      List.of(
          new ToyClient(STEPS, new float[] {1, 2, 3}, new float[] {1, 0.5f, -1}),
          new ToyClient(STEPS, new float[] {3, 1, 1}, new float[] {-1, 0, 1}),
          new ToyClient(STEPS, new float[] {1, 1, 2}, new float[] {0, 1, 0}));

  @Test
  void theVersionsTellTheCommonVariate() {
    List<double[]> expected = textbook();
    var memories = new ArrayList<>(Collections.nCopies(3, SlotMemory.EMPTY));
    LoraAdapter global = ToyClient.adapter(0, 0, 0);
    for (int round = 0; round < ROUNDS; round++) {
      float[] next = new float[3];
      for (int c = 0; c < 3; c++) {
        ToyClient client = clients.get(c);
        LocalMethod.Outcome outcome =
            new Scaffold(ETA, ScaffoldOption.RUNNING)
                .round(client.round(round, global, memories.get(c)), client);
        memories.set(c, outcome.memory());
        for (int i = 0; i < 3; i++) {
          next[i] += outcome.shared().values()[i] / 3;
        }
      }
      global = ToyClient.adapter(next);
      for (int i = 0; i < 3; i++) {
        assertThat((double) next[i]).isCloseTo(expected.get(round)[i], within(1e-5));
      }
    }
  }

  /**
   * Two of five members make a version, of weights 3 and 1: what the third makes of it is c of the
   * paper, {@code c + |S| / N mean of (c_i' - c_i)}, the mean weighted as the merge does.
   */
  @Test
  void membersThatDidNotContributeKeepTheirPartOfTheCommonVariate() {
    float[] c = {};
    float[][] own = {{0.5f, 0.1f, -0.3f}, {-0.2f, 0.4f, 0.2f}};
    float[] weights = {0.75f, 0.25f};
    LoraAdapter global = ToyClient.adapter(0.1f, 0.2f, 0.3f);
    float[] next = global.values().clone();
    double[] expected = new double[3];
    for (int k = 0; k < 2; k++) {
      LocalMethod.Outcome outcome =
          round(
              clients.get(k),
              global,
              4,
              remembered(new float[] {0.5f, -0.3f, 0.2f}, own[k], global, 3));
      c = outcome.memory().vector("scaffold.common", 3).orElseThrow();
      float[] after = outcome.memory().vector("scaffold.own", 3).orElseThrow();
      for (int i = 0; i < 3; i++) {
        next[i] += weights[k] * (outcome.shared().values()[i] - global.values()[i]);
        expected[i] += 2.0 / 5 * weights[k] * (after[i] - own[k][i]);
      }
    }
    SlotMemory before = remembered(c, new float[3], global, 4);
    SlotMemory running = round(clients.get(2), ToyClient.adapter(next), 5, before).memory();
    for (int i = 0; i < 3; i++) {
      assertThat((double) running.vector("scaffold.common", 3).orElseThrow()[i])
          .isCloseTo(c[i] + expected[i], within(1e-5));
    }
  }

  /** Of a client that stood still, so that c is what it remembers. */
  private static SlotMemory remembered(float[] c, float[] own, LoraAdapter base, int version) {
    return SlotMemory.in(ToyClient.CLUSTER)
        .with("scaffold.own", own)
        .with("scaffold.common", c)
        .with("scaffold.base", base.values())
        .with("scaffold.version", version);
  }

  /** A version that two of five members made. */
  private static LocalMethod.Outcome round(
      ToyClient client, LoraAdapter global, int version, SlotMemory memory) {
    var round =
        new LocalRound(
            ToyClient.CLUSTER,
            version,
            global,
            1,
            0.25,
            2,
            5,
            STEPS,
            ToyClient.SCHEDULE,
            memory,
            Optional.empty());
    return new Scaffold(ETA, ScaffoldOption.RUNNING).round(round, client);
  }

  /**
   * Weights that differ: the paper's algorithm with p-weighted means everywhere comes to rest where
   * the weighted gradients cancel, and so do we.
   */
  @Test
  void weightedMeansRestAtTheWeightedObjectivesOptimum() {
    double[] weights = {0.6, 0.3, 0.1};
    var memories = new ArrayList<>(Collections.nCopies(3, SlotMemory.EMPTY));
    LoraAdapter global = ToyClient.adapter(0, 0, 0);
    for (int round = 0; round < 200; round++) {
      float[] next = new float[3];
      for (int c = 0; c < 3; c++) {
        LocalMethod.Outcome outcome =
            new Scaffold(ETA, ScaffoldOption.RUNNING)
                .round(clients.get(c).round(round, global, memories.get(c)), clients.get(c));
        memories.set(c, outcome.memory());
        for (int i = 0; i < 3; i++) {
          next[i] += (float) (weights[c] * outcome.shared().values()[i]);
        }
      }
      global = ToyClient.adapter(next);
    }
    for (int i = 0; i < 3; i++) {
      double curvature = 0;
      double pull = 0;
      for (int c = 0; c < 3; c++) {
        curvature += weights[c] * clients.get(c).curvature()[i];
        pull += weights[c] * clients.get(c).curvature()[i] * clients.get(c).target()[i];
      }
      assertThat((double) global.values()[i]).isCloseTo(pull / curvature, within(1e-4));
    }
  }

  /** It begins with the first step that it sees, as does every client by the other reading. */
  @Test
  void aLateClientAndTheOtherReadingTakeTheNewestStep() {
    LoraAdapter base = ToyClient.adapter(0, 0, 0);
    LoraAdapter global = ToyClient.adapter(-0.4f, 0.2f, 0);
    SlotMemory late =
        SlotMemory.in(ToyClient.CLUSTER)
            .with("scaffold.base", base.values())
            .with("scaffold.version", 7);
    float[] step = {1, -0.5f, 0};
    assertThat(round(clients.get(0), global, 9, late).memory().vector("scaffold.common", 3))
        .hasValueSatisfying(c -> assertThat(c).containsExactly(step, within(1e-6f)));
    SlotMemory known = remembered(new float[] {9, 9, 9}, new float[3], base, 7);
    var last = new Scaffold(ETA, ScaffoldOption.LAST);
    assertThat(last.round(clients.get(0).round(9, global, known), clients.get(0)).memory())
        .satisfies(
            memory ->
                assertThat(memory.vector("scaffold.common", 3).orElseThrow())
                    .containsExactly(step, within(1e-6f)));
  }

  /** Karimireddy et al. 2020, algorithm 1, option II, all clients in every round. */
  private List<double[]> textbook() {
    var versions = new ArrayList<double[]>();
    double[] w = new double[3];
    double[] common = new double[3];
    double[][] own = new double[3][3];
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[3];
      double[] change = new double[3];
      for (int c = 0; c < 3; c++) {
        ToyClient client = clients.get(c);
        double[] y = w.clone();
        for (int step = 0; step < STEPS; step++) {
          for (int i = 0; i < 3; i++) {
            double g = client.curvature()[i] * (y[i] - client.target()[i]);
            y[i] -= ETA * (g - own[c][i] + common[i]);
          }
        }
        for (int i = 0; i < 3; i++) {
          double after = own[c][i] - common[i] + (w[i] - y[i]) / (STEPS * ETA);
          change[i] += (after - own[c][i]) / 3;
          own[c][i] = after;
          next[i] += y[i] / 3;
        }
      }
      for (int i = 0; i < 3; i++) {
        common[i] += change[i];
      }
      w = next;
      versions.add(next);
    }
    return versions;
  }
}
