package io.tributary.worker.method.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.ClusterId;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.align.PlainAlignment;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.ToyClient;
import io.tributary.worker.state.SlotMemory;
import org.junit.jupiter.api.Test;

class PflAlignTest {
  private static final double ETA = 0.4;
  private static final int STEPS = 6;
  private static final LoraAdapter GLOBAL = ToyClient.adapter(0.1f, -0.2f, 0);
  private static final LoraAdapter NEXT = ToyClient.adapter(0.15f, -0.1f, 0.05f);

  private final ToyClient client =
      new ToyClient(STEPS, new float[] {1, 2, 3}, new float[] {1, 0.5f, -1});

  @Test
  void roundsFollowOneAnotherAsInThePaper() {
    PflAlign method = method(AlignmentVariant.FULL, SelfCorrection.NEVER);
    Outcome one = method.round(client.round(1, GLOBAL, SlotMemory.EMPTY), client);
    Outcome two = method.round(client.round(2, NEXT, one.memory()), client);

    var plain = new PlainAlignment(doubles(GLOBAL), new double[3], ETA, STEPS, 1e-12);
    run(plain);
    assertClose(one.shared(), plain.theta);
    PlainAlignment second = plain.next(doubles(NEXT), doubles(GLOBAL));
    run(second);
    assertClose(two.shared(), second.theta);
  }

  @Test
  void withASelfCorrectionAClientAloneStartsWhereItEnded() {
    PflAlign method = method(AlignmentVariant.FULL, SelfCorrection.SMALL);
    Outcome one = method.round(client.round(1, GLOBAL, SlotMemory.EMPTY), client);
    // Alone in its cluster: the version is what it trained.
    LoraAdapter version = one.shared();

    assertThat(start(method, round(version, 1, 1, one.memory())).values())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(one.shared().values());
    // A part of a large cluster: as the paper has it.
    LoraAdapter large = start(method, round(version, 0.5, 3, one.memory()));
    for (int i = 0; i < 3; i++) {
      assertThat((double) large.values()[i])
          .isCloseTo(2 * one.shared().values()[i] - GLOBAL.values()[i], within(1e-6));
    }
    LoraAdapter always =
        start(
            method(AlignmentVariant.FULL, SelfCorrection.ALWAYS),
            round(version, 0.5, 3, one.memory()));
    for (int i = 0; i < 3; i++) {
      assertThat((double) always.values()[i])
          .isCloseTo(1.5 * one.shared().values()[i] - 0.5 * GLOBAL.values()[i], within(1e-6));
    }
  }

  @Test
  void aSlotThatMovesDropsItsOffsetAndKeepsItsMoments() {
    PflAlign method = method(AlignmentVariant.FULL, SelfCorrection.NEVER);
    Outcome one = method.round(client.round(1, GLOBAL, SlotMemory.EMPTY), client);
    var elsewhere =
        new LocalRound(new ClusterId(3), 1, NEXT, 0, 4, STEPS, ToyClient.SCHEDULE, one.memory());
    Outcome moved = method.round(elsewhere, client);

    var plain = new PlainAlignment(doubles(GLOBAL), new double[3], ETA, STEPS, 1e-12);
    run(plain);
    // An offset of zero, and moments that go on.
    PlainAlignment second = plain.next(doubles(NEXT), plain.theta);
    run(second);
    assertClose(moved.shared(), second.theta);
    assertThat(moved.memory().cluster()).contains(new ClusterId(3));
  }

  @Test
  void withoutPersonalisationEveryRoundStartsFromTheCommonAdapter() {
    for (AlignmentVariant variant :
        new AlignmentVariant[] {AlignmentVariant.NO_PERSONALIZATION, AlignmentVariant.SGD}) {
      PflAlign method = method(variant, SelfCorrection.NEVER);
      Outcome one = method.round(client.round(1, GLOBAL, SlotMemory.EMPTY), client);
      assertThat(start(method, client.round(2, NEXT, one.memory()))).isEqualTo(NEXT);
    }
  }

  @Test
  void theRateThatTheFirstRoundPicksStays() {
    var auto =
        new PflAlign(
            AlignmentVariant.FULL, AlignmentRate.auto(ToyClient.ADAM_RATE), SelfCorrection.NEVER);
    Outcome one = auto.round(client.round(1, GLOBAL, SlotMemory.EMPTY), client);
    Outcome two = auto.round(client.round(2, NEXT, one.memory()), client);

    double picked = one.figures().get(PflAlign.RATE_FIGURE);
    assertThat(picked).isPositive().isLessThan(AlignmentRate.LARGEST);
    assertThat(two.figures()).containsEntry(PflAlign.RATE_FIGURE, picked);
    // A rate that people set afterwards holds at once.
    PflAlign set = method(AlignmentVariant.FULL, SelfCorrection.NEVER);
    assertThat(set.round(client.round(3, NEXT, two.memory()), client).figures())
        .containsEntry(PflAlign.RATE_FIGURE, ETA);
  }

  private LoraAdapter start(PflAlign method, LocalRound round) {
    LoraAdapter[] start = new LoraAdapter[1];
    method.round(
        round,
        (from, frozenAdapters, optimiser) -> {
          start[0] = from;
          return client.from(from, frozenAdapters, optimiser);
        });
    return start[0];
  }

  private static LocalRound round(
      LoraAdapter global, double share, int contributors, SlotMemory memory) {
    return new LocalRound(
        ToyClient.CLUSTER, 2, global, share, contributors, STEPS, ToyClient.SCHEDULE, memory);
  }

  private void run(PlainAlignment plain) {
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[3];
      for (int i = 0; i < 3; i++) {
        gradient[i] = client.curvature()[i] * (plain.theta[i] - client.target()[i]);
      }
      plain.step(gradient);
    }
  }

  private static PflAlign method(AlignmentVariant variant, SelfCorrection correction) {
    return new PflAlign(variant, AlignmentRate.of(ETA), correction);
  }

  private static double[] doubles(LoraAdapter adapter) {
    double[] values = new double[adapter.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = adapter.values()[i];
    }
    return values;
  }

  private static void assertClose(LoraAdapter adapter, double[] expected) {
    assertThat(doubles(adapter)).usingComparatorWithPrecision(5e-6).containsExactly(expected);
  }
}
