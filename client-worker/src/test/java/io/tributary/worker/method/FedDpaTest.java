package io.tributary.worker.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.personal.FedDpaF;
import io.tributary.worker.method.personal.FedDpaT;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.state.SlotMemory;
import org.junit.jupiter.api.Test;

/** Both variants beside a few lines that say what they are. */
class FedDpaTest {
  private static final int STEPS = 5;
  private static final LoraAdapter GLOBAL = ToyClient.adapter(0.1f, -0.2f, 0.3f);
  private static final LoraAdapter NEXT = ToyClient.adapter(0.15f, -0.1f, 0.25f);

  private final ToyClient client =
      new ToyClient(STEPS, new float[] {1, 2, 3}, new float[] {1, 0.5f, -1});

  @Test
  void bothAreTrainedInTurnBesideOneAnother() {
    var method = new FedDpaT();
    Outcome one = method.round(client.round(0, GLOBAL, SlotMemory.EMPTY), client);
    float[] own = {0.1f, -0.2f, 0};
    float[] common = trained(GLOBAL.values(), own, ToyClient.ADAM_RATE);
    own = trained(own, common, ToyClient.ADAM_RATE);

    assertThat(one.shared().values()).containsExactly(common);
    assertThat(personal(method, one).values()).containsExactly(own);
    assertThat(one.result().tokens()).isEqualTo(20);

    Outcome two = method.round(client.round(1, NEXT, one.memory()), client);
    common = trained(NEXT.values(), own, ToyClient.ADAM_RATE);
    own = trained(own, common, ToyClient.ADAM_RATE);
    assertThat(two.shared().values()).containsExactly(common);
    assertThat(personal(method, two).values()).containsExactly(own);
  }

  @Test
  void federationFirstAndThenTheOwnAdapterBesideWhatCameOfIt() {
    var method = new FedDpaF();
    var schedule = new LearningRate(0.02f, 0.001f, 5);
    SlotMemory memory = SlotMemory.EMPTY;
    LoraAdapter global = GLOBAL;
    // Three of five rounds: the whole decay over three.
    for (int round = 0; round < 3; round++) {
      float[] expected = alone(global.values(), new LearningRate(0.02f, 0.001f, 3).at(round));
      Outcome outcome = method.round(client.round(round, global, schedule, memory), client);
      assertThat(outcome.shared().values()).containsExactly(expected);
      assertThat(personal(method, outcome)).isEqualTo(ToyClient.adapter(0.1f, -0.2f, 0));
      memory = outcome.memory();
      global = outcome.shared();
    }
    float[] own = {0.1f, -0.2f, 0};
    for (int round = 3; round < 5; round++) {
      float rate = new LearningRate(0.02f, 0.001f, 2).at(round - 3);
      own = trained(own, global.values(), rate);
      Outcome outcome = method.round(client.round(round, global, schedule, memory), client);
      assertThat(outcome.shared()).isEqualTo(global);
      assertThat(personal(method, outcome).values()).containsExactly(own);
      memory = outcome.memory();
    }
  }

  @Test
  void roundsThatCannotBeHalvedAreRefused() {
    var round = client.round(0, GLOBAL, ToyClient.SCHEDULE, SlotMemory.EMPTY);

    assertThatThrownBy(() -> new FedDpaF().round(round, client))
        .hasMessageContaining("--rounds must be >= 2 for --method feddpa-f")
        .hasMessageEndingWith("was 0");
  }

  /** What fits the toy is the half sum; what is left to the own adapter is twice the rest. */
  @Test
  void theHalvesTogetherReachTheTarget() {
    var patient = new ToyClient(4000, client.curvature(), client.target());
    Outcome outcome = new FedDpaT().round(patient.round(0, GLOBAL, SlotMemory.EMPTY), patient);
    float[] own = personal(new FedDpaT(), outcome).values();
    for (int i = 0; i < 3; i++) {
      assertThat((own[i] + outcome.shared().values()[i]) / 2)
          .isCloseTo(client.target()[i], within(1e-3f));
    }
  }

  private LoraAdapter personal(LocalMethod method, Outcome outcome) {
    return method.personal(client.round(9, NEXT, outcome.memory()));
  }

  /** Adam with a clipped gradient; the gradient of half of what is trained is half the gradient. */
  private float[] trained(float[] start, float[] beside, float rate) {
    float[] theta = start.clone();
    var steps = new GradientClip(1, new AdamW(3, rate, 0));
    for (int step = 0; step < STEPS; step++) {
      float[] gradient = new float[3];
      for (int i = 0; i < 3; i++) {
        float sum = 0.5f * theta[i] + 0.5f * beside[i];
        gradient[i] = 0.5f * client.curvature()[i] * (sum - client.target()[i]);
      }
      steps.step(theta, gradient);
    }
    return theta;
  }

  private float[] alone(float[] start, float rate) {
    float[] theta = start.clone();
    var steps = new GradientClip(1, new AdamW(3, rate, 0));
    for (int step = 0; step < STEPS; step++) {
      steps.step(theta, client.gradient(theta));
    }
    return theta;
  }
}
