package io.tributary.worker.method;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.Site;
import io.tributary.schemas.id.ClusterId;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.List;

/**
 * A client whose loss is {@code 1/2 sum_i h_i (theta_i - target_i)^2}, over an adapter of one site
 * with two inputs, one output and rank one: A has two values, B one.
 */
record ToyClient(int steps, float[] curvature, float[] target) implements Training {
  static final AdapterLayout LAYOUT = new AdapterLayout(1, 1, List.of(new Site("x", 2, 1)));
  static final ClusterId CLUSTER = new ClusterId(0);
  static final float ADAM_RATE = 0.01f;

  static LoraAdapter adapter(float... values) {
    return new LoraAdapter(LAYOUT, values);
  }

  Round round(int version, LoraAdapter global, SlotMemory memory) {
    return new Round(CLUSTER, version, global, 0.25, 4, steps, ADAM_RATE, memory);
  }

  float[] gradient(float[] theta) {
    float[] gradient = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      gradient[i] = curvature[i] * (theta[i] - target[i]);
    }
    return gradient;
  }

  @Override
  public TrainingResult from(LoraAdapter start, Optimiser optimiser) {
    float[] theta = start.values().clone();
    for (int step = 0; step < steps; step++) {
      optimiser.step(theta, gradient(theta));
    }
    return new TrainingResult(adapter(theta), new float[steps], 10, 100);
  }
}
