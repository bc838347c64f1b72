package io.tributary.worker.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.state.SlotMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
            new Scaffold(ETA).round(client.round(round, global, memories.get(c)), client);
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
