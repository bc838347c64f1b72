package io.tributary.worker.method.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.ClusterId;
import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.MethodSettings;
import io.tributary.worker.method.ScaffoldOption;
import io.tributary.worker.method.ToyClient;
import io.tributary.worker.method.personal.Ditto;
import io.tributary.worker.method.shared.FedAvg;
import io.tributary.worker.method.shared.FedProx;
import io.tributary.worker.method.shared.FedSaLora;
import io.tributary.worker.method.shared.FfaLora;
import io.tributary.worker.method.shared.HetLora;
import io.tributary.worker.method.shared.Scaffold;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.state.SlotMemory;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each baseline beside a few lines that say what it is. */
class LocalMethodCatalogueTest {
  private static final LoraAdapter GLOBAL = ToyClient.adapter(0.1f, -0.2f, 0);
  private static final LoraAdapter NEXT = ToyClient.adapter(0.15f, -0.1f, 0.05f);

  /** As good as constant. */
  private static final LearningRate SIX_ROUNDS =
      new LearningRate(ToyClient.ADAM_RATE, ToyClient.ADAM_RATE, 6);

  private final ToyClient client =
      new ToyClient(5, new float[] {1, 2, 3}, new float[] {1, 0.5f, -1});

  @Test
  void fedAvgIsAdamWithAClippedGradientFromTheCommonAdapter() {
    Outcome outcome = first(new FedAvg());

    assertThat(outcome.shared().values()).containsExactly(adam(GLOBAL.values(), g -> g));
    assertThat(outcome.memory().vectors()).isEmpty();
  }

  @Test
  void fedProxAddsThePullToTheGradient() {
    float mu = 0.7f;
    float[] theta = GLOBAL.values().clone();
    var adam = new AdamW(3, ToyClient.ADAM_RATE, 0);
    for (int step = 0; step < 5; step++) {
      float[] gradient = client.gradient(theta);
      for (int i = 0; i < 3; i++) {
        gradient[i] += mu * (theta[i] - GLOBAL.values()[i]);
      }
      adam.step(theta, clipped(gradient));
    }
    assertThat(first(new FedProx(mu, ClipTarget.OBJECTIVE)).shared().values())
        .containsExactly(theta);
    assertThat(first(new FedProx(0, ClipTarget.OBJECTIVE)).shared())
        .isEqualTo(first(new FedAvg()).shared());
  }

  /** The toy's gradient is longer than 1, so that what is clipped makes a difference. */
  @Test
  void thePullIsWholeWhereOnlyTheLossIsClipped() {
    float mu = 0.7f;
    float[] theta = GLOBAL.values().clone();
    var adam = new AdamW(3, ToyClient.ADAM_RATE, 0);
    for (int step = 0; step < 5; step++) {
      float[] gradient = clipped(client.gradient(theta));
      for (int i = 0; i < 3; i++) {
        gradient[i] += mu * (theta[i] - GLOBAL.values()[i]);
      }
      adam.step(theta, gradient);
    }
    float[] whole = first(new FedProx(mu, ClipTarget.LOSS)).shared().values();
    assertThat(whole).containsExactly(theta);
    assertThat(whole).isNotEqualTo(first(new FedProx(mu, ClipTarget.OBJECTIVE)).shared().values());
    assertThat(first(new Ditto(mu, ClipTarget.LOSS)).memory().vector("ditto.personal", 3))
        .hasValueSatisfying(own -> assertThat(own).containsExactly(theta));
    assertThat(MethodSettings.defaults(1).clipOf()).isEqualTo(ClipTarget.OBJECTIVE);
  }

  @Test
  void ffaTrainsOnlyB() {
    float[] expected =
        adam(
            GLOBAL.values(),
            g -> {
              g[0] = 0;
              g[1] = 0;
              return g;
            });
    float[] shared = first(new FfaLora()).shared().values();

    assertThat(shared).containsExactly(expected);
    assertThat(shared).startsWith(GLOBAL.values()[0], GLOBAL.values()[1]);
  }

  @Test
  void fedSaSharesAAndGoesOnWithItsOwnB() {
    var method = new FedSaLora();
    Outcome one = first(method);
    float[] trained = adam(GLOBAL.values(), g -> g);
    assertThat(one.shared().values()).containsExactly(trained[0], trained[1], GLOBAL.values()[2]);

    Outcome two = method.round(client.round(2, NEXT, one.memory()), client);
    float[] again = adam(new float[] {NEXT.values()[0], NEXT.values()[1], trained[2]}, g -> g);
    assertThat(two.shared().values()).containsExactly(again[0], again[1], NEXT.values()[2]);
  }

  @Test
  void dittoTrainsAnAdapterOfItsOwnNearTheCommonOne() {
    var method = new Ditto(0.3f, ClipTarget.OBJECTIVE);
    Outcome one = first(method);
    Outcome two = method.round(client.round(2, NEXT, one.memory()), client);

    assertThat(one.shared()).isEqualTo(first(new FedAvg()).shared());
    float[] own = first(new FedProx(0.3f, ClipTarget.OBJECTIVE)).shared().values();
    assertThat(one.memory().vector("ditto.personal", 3).orElseThrow()).containsExactly(own);
    float[] next = own.clone();
    var adam = new AdamW(3, ToyClient.ADAM_RATE, 0);
    for (int step = 0; step < 5; step++) {
      float[] gradient = client.gradient(next);
      for (int i = 0; i < 3; i++) {
        gradient[i] += 0.3f * (next[i] - NEXT.values()[i]);
      }
      adam.step(next, clipped(gradient));
    }
    assertThat(two.memory().vector("ditto.personal", 3).orElseThrow()).containsExactly(next);
    assertThat(two.result().tokens()).isEqualTo(20);
  }

  /** What belonged to another cluster's adapter says nothing of this one's. */
  @Test
  void aSlotThatMovedStartsAfresh() {
    for (LocalMethod method :
        LocalMethodCatalogue.all(MethodSettings.defaults(ToyClient.ADAM_RATE))) {
      Outcome one = first(method);
      var elsewhere =
          new LocalRound(new ClusterId(7), 3, NEXT, 0.25, 4, 5, SIX_ROUNDS, one.memory());
      var starts = new ArrayList<LoraAdapter>();
      method.round(
          elsewhere,
          (from, frozenAdapters, optimiser) -> {
            starts.add(from);
            return client.from(from, frozenAdapters, optimiser);
          });
      // An adapter beside the common one adds nothing at first.
      LoraAdapter own = ToyClient.adapter(NEXT.values()[0], NEXT.values()[1], 0);
      switch (method.name()) {
        case "feddpa-t" -> assertThat(starts).containsExactly(NEXT, own);
        case "feddpa-f", "fedalt" -> assertThat(starts).containsExactly(own);
        case "ditto" -> assertThat(starts).containsExactly(NEXT, NEXT);
        default -> assertThat(starts).as(method.name()).containsExactly(NEXT);
      }
    }
  }

  @Test
  void anUnknownMethodIsRefusedWithTheNearest() {
    MethodSettings settings = MethodSettings.defaults(ToyClient.ADAM_RATE);
    assertThat(LocalMethodCatalogue.named("scaffold", settings)).isInstanceOf(Scaffold.class);
    assertThatThrownBy(() -> LocalMethodCatalogue.named("pflallign", settings))
        .hasMessageContaining("--method must be one of fedavg, pflalign, fedprox")
        .hasMessageEndingWith("was 'pflallign': did you mean pflalign?");
  }

  @Test
  void valuesOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> new FedProx(-1, ClipTarget.OBJECTIVE))
        .hasMessage("--proximal-mu must be finite and >= 0, was -1.0");
    assertThatThrownBy(() -> new Ditto(Float.NaN, ClipTarget.LOSS))
        .hasMessageContaining("--ditto-lambda");
    assertThatThrownBy(() -> new Scaffold(0, ScaffoldOption.RUNNING))
        .hasMessageContaining("--sgd-learning-rate");
    assertThatThrownBy(() -> new HetLora(1, 0, ClipTarget.LOSS))
        .hasMessage("--prune-gamma must be in (0, 1), was 1.0");
    assertThatThrownBy(() -> new HetLora(0.5f, -1, ClipTarget.LOSS))
        .hasMessage("--prune-lambda must be finite and >= 0, was -1.0");
  }

  private Outcome first(LocalMethod method) {
    return method.round(client.round(1, GLOBAL, SIX_ROUNDS, SlotMemory.EMPTY), client);
  }

  private float[] adam(float[] start, UnaryOperator<float[]> change) {
    float[] theta = start.clone();
    var adam = new AdamW(3, ToyClient.ADAM_RATE, 0);
    for (int step = 0; step < 5; step++) {
      adam.step(theta, clipped(change.apply(client.gradient(theta))));
    }
    return theta;
  }

  private static float[] clipped(float[] gradient) {
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    if (squares > 1) {
      float scale = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return gradient;
  }
}
