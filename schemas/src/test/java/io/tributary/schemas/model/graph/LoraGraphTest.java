package io.tributary.schemas.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.TinyModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gradients of adapters, on a model small enough to compare with finite differences. */
class LoraGraphTest {
  private static BaseModel model;
  private static AdapterLayout layout;

  @BeforeAll
  static void load() {
    model = BaseModel.load(TinyModel.source());
    layout = model.layout(2, 4, model.targets());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void gradientEqualsFiniteDifferences() {
    float[] values = random(11);
    float[] gradient = gradient(values, () -> {});
    float step = 1e-2f;
    for (int i = 0; i < values.length; i += 7) {
      float[] up = values.clone();
      float[] down = values.clone();
      up[i] += step;
      down[i] -= step;
      double difference = (loss(up) - loss(down)) / (2 * step);
      assertThat((double) gradient[i]).as("value %d", i).isCloseTo(difference, within(3e-3));
    }
  }

  /** A garbage collection there corrupts gradients where DJL's Number overloads are used. */
  @Test
  void collectionBetweenForwardAndBackwardChangesNoGradient() {
    float[] values = random(12);
    float[] undisturbed = gradient(values, () -> {});
    for (int i = 0; i < 5; i++) {
      assertThat(gradient(values, LoraGraphTest::collectAndOverwrite)).containsExactly(undisturbed);
    }
  }

  @Test
  void besideAFrozenAdapterTheGradientIsThatOfTheSum() {
    float[] values = random(21);
    LoraAdapter frozen = new LoraAdapter(layout, random(22));
    float[] gradient = gradientBeside(values, frozen, 0.5f, () -> {});
    float step = 1e-2f;
    for (int i = 0; i < values.length; i += 7) {
      float[] up = values.clone();
      float[] down = values.clone();
      up[i] += step;
      down[i] -= step;
      double difference = (lossBeside(up, frozen) - lossBeside(down, frozen)) / (2 * step);
      assertThat((double) gradient[i]).as("value %d", i).isCloseTo(difference, within(3e-3));
    }
    assertThat(gradient).isNotEqualTo(gradient(values, () -> {}));
    for (int i = 0; i < 5; i++) {
      assertThat(gradientBeside(values, frozen, 0.5f, LoraGraphTest::collectAndOverwrite))
          .containsExactly(gradient);
    }
  }

  @Test
  void besideAnAdapterOfNoWeightNothingChanges() {
    float[] values = random(23);
    LoraAdapter frozen = new LoraAdapter(layout, random(24));

    try (GraphScope scope = model.training()) {
      LoraAdapter adapter = new LoraAdapter(layout, values);
      NDArray parameter = scope.parameter(adapter);
      AdapterForward adapterForward =
          scope.delta(adapter, parameter, 1, UnaryOperator.identity()).and(scope.frozen(frozen, 0));
      assertThat(scope.gradient(loss(scope, adapterForward), parameter))
          .containsExactly(gradient(values, () -> {}));
    }
  }

  @Test
  void throughAGateTheGradientOfAdapterAndGateIsTheSlope() {
    LoraAdapter others = new LoraAdapter(layout, random(32));
    float[] values = gated(random(31), 33);
    float[] gradient = gradientGated(values, others, () -> {});
    assertThat(gradient).hasSize(values.length);
    float step = 1e-2f;
    for (int i = 0; i < values.length; i += 5) {
      float[] up = values.clone();
      float[] down = values.clone();
      up[i] += step;
      down[i] -= step;
      double difference = (lossGated(up, others) - lossGated(down, others)) / (2 * step);
      assertThat((double) gradient[i]).as("value %d", i).isCloseTo(difference, within(3e-3));
    }
    float[] ofGate = Arrays.copyOfRange(gradient, layout.parameters(), gradient.length);
    double largest = 0;
    for (float value : ofGate) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isGreaterThan(1e-3);
    for (int i = 0; i < 5; i++) {
      assertThat(gradientGated(values, others, LoraGraphTest::collectAndOverwrite))
          .containsExactly(gradient);
    }
  }

  @Test
  void aGateOfZerosMixesEvenly() {
    float[] own = random(34);
    LoraAdapter others = new LoraAdapter(layout, random(35));
    float[] even = Arrays.copyOf(own, gated(own, 1).length);

    assertThat(lossGated(even, others)).isCloseTo(lossBeside(own, others), within(1e-6));
    assertThat(lossGated(gated(own, 36), others))
        .isNotCloseTo(lossBeside(own, others), within(1e-4));
  }

  @Test
  void onlyTheAdapterHasAGradient() {
    List<NDArray> frozen = model.manager().getManagedArrays();
    try (GraphScope scope = model.training()) {
      LoraAdapter adapter = new LoraAdapter(layout, random(13));
      NDArray parameter = scope.parameter(adapter);
      AdapterForward adapterForward = scope.delta(adapter, parameter, UnaryOperator.identity());
      scope.gradient(loss(scope, adapterForward), parameter);

      assertThat(parameter.hasGradient()).isTrue();
      assertThat(frozen).isNotEmpty();
      assertThat(frozen.stream().anyMatch(NDArray::hasGradient)).isFalse();
    }
  }

  @Test
  void stepsLeaveNothingInTheModelsMemory() {
    int before = model.arrays();

    gradient(random(14), () -> {});

    assertThat(model.arrays()).isEqualTo(before);
  }

  @Test
  void gradientModeOfTheThreadIsGivenBack() {
    boolean before = Torch.gradientMode();
    try (GraphScope training = model.training()) {
      assertThat(Torch.gradientMode()).isTrue();
      try (GraphScope inference = model.inference()) {
        assertThat(Torch.gradientMode()).isFalse();
        assertThat(inference.manager()).isNotSameAs(training.manager());
      }
      assertThat(Torch.gradientMode()).isTrue();
    }
    assertThat(Torch.gradientMode()).isEqualTo(before);
  }

  private static double loss(float[] values) {
    try (GraphScope scope = model.inference()) {
      LoraAdapter adapter = new LoraAdapter(layout, values);
      NDArray parameter = scope.floats(values, values.length);
      return loss(scope, scope.delta(adapter, parameter, UnaryOperator.identity())).getFloat();
    }
  }

  private static float[] gradient(float[] values, Runnable beforeBackward) {
    try (GraphScope scope = model.training()) {
      LoraAdapter adapter = new LoraAdapter(layout, values);
      NDArray parameter = scope.parameter(adapter);
      NDArray loss = loss(scope, scope.delta(adapter, parameter, UnaryOperator.identity()));
      beforeBackward.run();
      return scope.gradient(loss, parameter);
    }
  }

  private static double lossBeside(float[] values, LoraAdapter frozen) {
    try (GraphScope scope = model.inference()) {
      AdapterForward adapterForward = scope.frozen(new LoraAdapter(layout, values), 0.5f);
      return loss(scope, adapterForward.and(scope.frozen(frozen, 0.5f))).getFloat();
    }
  }

  private static float[] gradientBeside(
      float[] values, LoraAdapter frozen, float weight, Runnable beforeBackward) {
    try (GraphScope scope = model.training()) {
      LoraAdapter adapter = new LoraAdapter(layout, values);
      NDArray parameter = scope.parameter(adapter);
      AdapterForward adapterForward =
          scope
              .delta(adapter, parameter, weight, UnaryOperator.identity())
              .and(scope.frozen(frozen, 1 - weight));
      NDArray loss = loss(scope, adapterForward);
      beforeBackward.run();
      return scope.gradient(loss, parameter);
    }
  }

  /** The values and then a gate. */
  private static float[] gated(float[] own, long seed) {
    int gate = GatedAdapters.gateParameters(layout);
    float[] values = Arrays.copyOf(own, own.length + gate);
    var random = new SplittableRandom(seed);
    for (int i = own.length; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private static double lossGated(float[] values, LoraAdapter others) {
    try (GraphScope scope = model.inference()) {
      NDArray parameter = scope.floats(values, values.length);
      return loss(scope, scope.gated(parameter, others, UnaryOperator.identity())).getFloat();
    }
  }

  private static float[] gradientGated(
      float[] values, LoraAdapter others, Runnable beforeBackward) {
    try (GraphScope scope = model.training()) {
      NDArray parameter = scope.parameter(values);
      NDArray loss = loss(scope, scope.gated(parameter, others, UnaryOperator.identity()));
      beforeBackward.run();
      return scope.gradient(loss, parameter);
    }
  }

  /** A weighted sum of two embeddings, of texts of two lengths. */
  private static NDArray loss(GraphScope scope, AdapterForward adapterForward) {
    var ids = List.of("red two", "so blue one green no").stream();
    var batch = TokenBatch.of(ids.map(t -> model.tokenizer().ids(t, 16)).toList());
    float[] weights = new float[2 * TinyModel.WIDTH];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i * 5 % 7 - 3) / 3f;
    }
    NDArray weighted = scope.floats(weights, 2, TinyModel.WIDTH);
    return model.encoder().embed(scope, batch, adapterForward).mul(weighted).sum();
  }

  private static float[] random(long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[layout.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5) * 0.4f;
    }
    return values;
  }

  /** Frees what only Java held and writes over it. */
  private static void collectAndOverwrite() {
    System.gc();
    var buffers = new ArrayList<java.nio.ByteBuffer>();
    for (int i = 0; i < 200; i++) {
      buffers.add(java.nio.ByteBuffer.allocateDirect(4).putFloat(0, Float.NaN));
    }
    assertThat(buffers).hasSize(200);
  }
}
