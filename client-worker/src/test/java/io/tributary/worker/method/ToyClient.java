package io.tributary.worker.method;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ClusterId;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.TrainingResult;
import java.util.Arrays;
import java.util.List;

/**
 * A client whose loss is {@code 1/2 sum_i h_i (theta_i - target_i)^2}, over an adapter of one
 * target module with two inputs, one output and rank one: A has two values, B one.
 */
public record ToyClient(int steps, float[] curvature, float[] target) implements LocalSteps {
  static final AdapterLayout LAYOUT = new AdapterLayout(1, 1, List.of(new TargetModule("x", 2, 1)));
  public static final ClusterId CLUSTER = new ClusterId(0);
  public static final float ADAM_RATE = 0.01f;
  public static final LearningRate SCHEDULE = LearningRate.constant(ADAM_RATE);

  public static LoraAdapter adapter(float... values) {
    return new LoraAdapter(LAYOUT, values);
  }

  public LocalRound round(int version, LoraAdapter global, SlotMemory memory) {
    return round(version, global, SCHEDULE, memory);
  }

  public LocalRound round(
      int version, LoraAdapter global, LearningRate schedule, SlotMemory memory) {
    return new LocalRound(CLUSTER, version, global, 0.25, 4, steps, schedule, memory);
  }

  public float[] gradient(float[] theta) {
    float[] gradient = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      gradient[i] = curvature[i] * (theta[i] - target[i]);
    }
    return gradient;
  }

  /**
   * With company, the weighted sum of all adapters stands for theta; with a gate their sum, and
   * half the squared distance of the gate from ones adds to the loss.
   */
  @Override
  public TrainingResult from(
      LoraAdapter start, FrozenAdapters frozenAdapters, Optimiser optimiser) {
    float[] gate = frozenAdapters.gate().orElse(new float[0]);
    float[] theta = Arrays.copyOf(start.values(), start.values().length + gate.length);
    System.arraycopy(gate, 0, theta, start.values().length, gate.length);
    for (int step = 0; step < steps; step++) {
      float[] sum = new float[start.values().length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = frozenAdapters.ownWeight() * theta[i];
        for (FrozenAdapters.Member member : frozenAdapters.frozen()) {
          sum[i] += member.weight() * member.adapter().values()[i];
        }
      }
      float[] gradient = Arrays.copyOf(gradient(sum), theta.length);
      for (int i = 0; i < sum.length; i++) {
        gradient[i] *= frozenAdapters.ownWeight();
      }
      for (int i = sum.length; i < theta.length; i++) {
        gradient[i] = theta[i] - 1;
      }
      optimiser.step(theta, gradient);
    }
    int own = start.values().length;
    return new TrainingResult(
        adapter(Arrays.copyOf(theta, own)),
        new float[steps],
        10,
        100,
        Arrays.copyOfRange(theta, own, theta.length));
  }
}
