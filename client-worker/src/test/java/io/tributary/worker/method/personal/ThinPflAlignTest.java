package io.tributary.worker.method.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.align.AlignedDescent;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentState;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.ToyClient;
import io.tributary.worker.state.SlotMemory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThinPflAlignTest {
  private static final int STEPS = 4;
  private static final LoraAdapter GLOBAL = ToyClient.adapter(0.15f, -0.1f, 0.05f);
  private static final LoraAdapter START = ToyClient.adapter(0.4f, -0.7f, 0.05f);

  private final ToyClient client =
      new ToyClient(STEPS, new float[] {1, 2, 3}, new float[] {1, 0.5f, -1});

  /** Already corrected, so not again, although this cluster is small. */
  @Test
  void theOffsetIsWhatTheGivenStartDiffersBy() {
    ThinPflAlign thin = thin(AlignmentRate.of(0.4));
    LocalRound round = round(Optional.of(START), SlotMemory.EMPTY);
    Outcome outcome = thin.round(round, client);

    float[] offset = new float[3];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = START.values()[i] - GLOBAL.values()[i];
    }
    var descent =
        new AlignedDescent(
            AlignmentVariant.FULL,
            AlignmentRate.of(0.4),
            STEPS,
            new AlignmentState(offset, new float[3], new float[3]));
    float[] theta = START.values().clone();
    for (int step = 0; step < STEPS; step++) {
      descent.step(theta, client.gradient(theta));
    }
    assertThat(outcome.shared().values()).containsExactly(theta);
    assertThat(thin.personal(round)).isSameAs(START);
  }

  @Test
  void withoutAStartItIsAFirstRoundWhateverWasKept() {
    PflAlign stateful = stateful(AlignmentVariant.FULL, AlignmentRate.auto(0.01));
    Outcome first = stateful.round(round(Optional.empty(), SlotMemory.EMPTY), client);
    Outcome outcome =
        new ThinPflAlign(stateful).round(round(Optional.empty(), first.memory()), client);

    double eta = first.figures().get(PflAlign.RATE_FIGURE);
    PflAlign rated = stateful(AlignmentVariant.FULL, AlignmentRate.of(eta));
    assertThat(outcome.shared())
        .isEqualTo(rated.round(round(Optional.empty(), SlotMemory.EMPTY), client).shared());
    assertThat(outcome.memory())
        .isEqualTo(SlotMemory.in(ToyClient.CLUSTER).with(PflAlign.RATE, eta));
    assertThat(new ThinPflAlign(stateful).personal(round(Optional.empty(), first.memory())))
        .isEqualTo(GLOBAL);
  }

  /** Picked anew it would rise as gradients fall. */
  @Test
  void theRateOfItsFirstRoundStays() {
    ThinPflAlign thin = thin(AlignmentRate.auto(0.01));
    Outcome one = thin.round(round(Optional.empty(), SlotMemory.EMPTY), client);
    Outcome two = thin.round(round(Optional.of(START), one.memory()), client);
    Outcome anew = thin.round(round(Optional.of(START), SlotMemory.EMPTY), client);
    assertThat(two.figures()).isEqualTo(one.figures()).isNotEqualTo(anew.figures());
  }

  @ParameterizedTest
  @EnumSource(AlignmentVariant.class)
  void servesTheVariantsThatStartFromTheClientsOwnAdapter(AlignmentVariant variant) {
    PflAlign method = stateful(variant, AlignmentRate.of(1));
    if (variant.personalises()) {
      assertThat(ThinPflAlign.of(method).isThin()).isTrue();
    } else {
      assertThatThrownBy(() -> ThinPflAlign.of(method))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("--alignment must not be no_personalization or sgd with --thin")
          .hasMessageEndingWith("was " + variant.flag());
    }
  }

  private static LocalRound round(Optional<LoraAdapter> given, SlotMemory memory) {
    return new LocalRound(
        ToyClient.CLUSTER, 2, GLOBAL, 1, 0.6, 2, 2, STEPS, ToyClient.SCHEDULE, memory, given);
  }

  private static ThinPflAlign thin(AlignmentRate rate) {
    return new ThinPflAlign(stateful(AlignmentVariant.FULL, rate));
  }

  private static PflAlign stateful(AlignmentVariant variant, AlignmentRate rate) {
    return new PflAlign(variant, rate, SelfCorrection.SMALL);
  }
}
