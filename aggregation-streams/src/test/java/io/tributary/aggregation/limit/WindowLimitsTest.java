package io.tributary.aggregation.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowLimitsTest {
  private static final WindowLimits LIMITS =
      new WindowLimits(
          WindowSettings.rounds().bounded(NormSettings.robust(), WeightSettings.robust()), false);

  @Test
  void aHugeUpdateOfTheFirstWindowIsScaledDownToTheMedianTimesTheFactor() {
    List<LimitedContribution> limited =
        LIMITS.limited(
            List.of(update(0, 1, 10), update(1, 1.1, 10), update(2, 1000, 10)), List.of());

    assertThat(limited).hasSize(1);
    assertThat(limited.get(0).contribution().update().slot().index()).isEqualTo(2);
    assertThat(limited.get(0).contribution().clip() * 1000).isEqualTo(1.25 * 1.1, within(1e-12));
    assertThat(limited.get(0).why()).contains("norm must be <= 1.375").contains("was 1000.0");
  }

  @Test
  void twoNormsDoNotTellWhichOfThemIsUsual() {
    assertThat(LIMITS.limited(List.of(update(0, 1, 10), update(1, 1000, 10)), List.of())).isEmpty();
  }

  @Test
  void aClaimOfMillionsWeighsTwiceTheMedian() {
    List<LimitedContribution> limited =
        LIMITS.limited(
            List.of(update(0, 1, 10), update(1, 1, 12), update(2, 1, 8_000_000)), List.of());

    assertThat(limited)
        .extracting(one -> one.contribution().units())
        .containsExactly(2 * 12 * 256L);
  }

  @Test
  void aHundredNewSlotsHaveAFifthOfTheWeightTogether() {
    var window = new ArrayList<AcceptedUpdate>();
    IntStream.range(0, 5).forEach(slot -> window.add(update(slot, 1, 10)));
    IntStream.range(5, 105).forEach(slot -> window.add(newcomer(slot, 1, 10)));

    long fresh =
        LIMITS.limited(window, List.of()).stream()
            .mapToLong(one -> one.contribution().units())
            .sum();
    long known = 5 * 10 * 256;
    assertThat((double) fresh / (fresh + known)).isEqualTo(0.2, within(0.01));
  }

  @Test
  void newSlotsAloneCountInFull() {
    assertThat(
            LIMITS.limited(
                List.of(newcomer(0, 1, 10), newcomer(1, 1, 10), newcomer(2, 1, 10)), List.of()))
        .isEmpty();
  }

  @Test
  void newSlotsTellNothingOfWhatIsUsual() {
    var window = new ArrayList<AcceptedUpdate>();
    IntStream.range(0, 3).forEach(slot -> window.add(update(slot, 1, 10)));
    IntStream.range(3, 103).forEach(slot -> window.add(newcomer(slot, 50, 1)));

    List<LimitedContribution> limited = LIMITS.limited(window, List.of());
    assertThat(limited).hasSize(100).allMatch(one -> one.contribution().clip() * 50 < 1.3);
    assertThat(LIMITS.taught(window, limited, List.of())).containsExactly(1.0);
  }

  /** Of a window of many, the last ten norms were those of ten names: five slots outlawed all. */
  @Test
  void aFewTinyUpdatesOfTheLastNamesChangeNothingOfWhatIsUsual() {
    List<Double> usual = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      var window = new ArrayList<AcceptedUpdate>();
      IntStream.range(0, 20).forEach(slot -> window.add(update(slot, 1, 10)));
      IntStream.range(20, 25).forEach(slot -> window.add(update(slot, 1e-6, 10)));
      List<LimitedContribution> limited = LIMITS.limited(window, usual);
      assertThat(limited).isEmpty();
      usual.addAll(LIMITS.taught(window, limited, usual));
    }
    assertThat(usual).containsOnly(1.0);
  }

  /** While all honest members sleep, one may have many windows for itself. */
  @Test
  void aWindowOfTinyUpdatesAloneMovesWhatIsUsualByTheFactorOnly() {
    var window = new ArrayList<AcceptedUpdate>();
    IntStream.range(0, 10).forEach(slot -> window.add(update(slot, 1e-6, 10)));
    List<Double> usual = List.of(1.0, 1.0, 1.0);
    assertThat(LIMITS.taught(window, LIMITS.limited(window, usual), usual)).containsExactly(0.8);
  }

  /** Else a minority would raise what is usual step by step. */
  @Test
  void whatWasScaledDownTeachesOnlyWhatCounted() {
    List<Double> usual = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      double most = usual.isEmpty() ? 1000 : 2 * Collections.max(usual);
      var window = new ArrayList<AcceptedUpdate>();
      IntStream.range(0, 6).forEach(slot -> window.add(update(slot, 1, 10)));
      IntStream.range(6, 10).forEach(slot -> window.add(update(slot, most, 10)));
      usual.addAll(LIMITS.taught(window, LIMITS.limited(window, usual), usual));
    }
    assertThat(Collections.max(usual)).isLessThanOrEqualTo(1.25);
  }

  @Property
  void theOrderOfUpdatesChangesNoBit(
      @ForAll @IntRange(min = 1, max = 30) int updates, @ForAll long seed) {
    var random = new Random(seed);
    List<AcceptedUpdate> window = drawn(updates, random);
    List<LimitedContribution> inOrder = LIMITS.limited(window, List.of(1.0, 3.0));
    List<Double> taught = LIMITS.taught(window, inOrder, List.of(1.0, 3.0, 2.0));
    // The ledger gives them in the order of their slots, whatever the order of their arrival.
    var again = new ArrayList<>(window);
    Collections.shuffle(again, random);
    again.sort((a, b) -> a.contribution().update().compareTo(b.contribution().update()));

    assertThat(LIMITS.limited(again, List.of(1.0, 3.0))).isEqualTo(inOrder);
    assertThat(LIMITS.taught(again, inOrder, List.of(1.0, 3.0, 2.0))).isEqualTo(taught);
  }

  @Property
  void whatCountsIsSoundAtEveryBound(
      @ForAll @IntRange(min = 1, max = 30) int updates,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
    var weights = new WeightSettings(true, 1 + 9 * share, 3, share);
    for (boolean byProductNorm : new boolean[] {false, true}) {
      var limits =
          new WindowLimits(
              WindowSettings.rounds().bounded(NormSettings.robust(), weights), byProductNorm);
      List<AcceptedUpdate> window = drawn(updates, new Random(seed));
      for (LimitedContribution limited : limits.limited(window, List.of())) {
        Contribution counts = limited.contribution();
        Contribution accepted =
            window.stream()
                .map(AcceptedUpdate::contribution)
                .filter(one -> one.update().equals(counts.update()))
                .findFirst()
                .orElseThrow();
        assertThat(counts.units()).isBetween(1L, accepted.units());
        assertThat(counts.weight()).isBetween(1L, counts.units());
        assertThat(counts.clip()).isGreaterThan(0).isLessThanOrEqualTo(accepted.clip());
        assertThat(counts.productNorm()).isBetween(0.0, accepted.productNorm());
        assertThat(counts).isNotEqualTo(accepted);
      }
    }
  }

  private static List<AcceptedUpdate> drawn(int updates, Random random) {
    var window = new ArrayList<AcceptedUpdate>();
    for (int slot = 0; slot < updates; slot++) {
      long units = 1 + (long) Math.pow(Integer.MAX_VALUE / 10.0 / updates, random.nextDouble());
      double norm = random.nextInt(5) == 0 ? 0 : Math.pow(10, 60 * random.nextDouble() - 50);
      var part =
          new Contribution(
              id(slot), units, 1, random.nextInt(10), units, 0, 100 * random.nextDouble());
      window.add(new AcceptedUpdate(part, norm, random.nextBoolean()));
    }
    return window;
  }

  private static AcceptedUpdate update(int slot, double norm, long samples) {
    return new AcceptedUpdate(part(slot, samples), norm, false);
  }

  private static AcceptedUpdate newcomer(int slot, double norm, long samples) {
    return new AcceptedUpdate(part(slot, samples), norm, true);
  }

  private static Contribution part(int slot, long samples) {
    return new Contribution(id(slot), 256 * samples, 1, 0, 256 * samples, 0, 0);
  }

  private static UpdateId id(int slot) {
    return new UpdateId(SlotId.parse("client/" + slot), 1);
  }
}
