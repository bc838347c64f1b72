package io.tributary.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.worker.train.MemorySoak.Reading;
import io.tributary.worker.train.MemorySoak.Work;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemorySoakRunTest {
  @Test
  void flatMemoryHolds() {
    BenchResult result = judge(MemorySoakRunTest::flat, MemorySoakRunTest::noneLeft);

    assertThat(result.holds()).isTrue();
    assertThat(result.figure()).isZero();
  }

  @Test
  void warmUpThatEndsInTheFirstHalfHolds() {
    BenchResult result = judge(tenth -> tenth < 3 ? 380 : 420, MemorySoakRunTest::noneLeft);

    assertThat(result.holds()).isTrue();
    assertThat(result.figure()).isEqualTo(40);
  }

  @Test
  void growthBeyondItsBoundDoesNotHold() {
    assertThat(judge(tenth -> tenth == 3 ? 500 : 400, MemorySoakRunTest::noneLeft).holds())
        .isFalse();
  }

  /** 40 MiB in 1,000 steps: within the bound of growth, but it would never end. */
  @Test
  void steadySlopeDoesNotHoldHoweverLowTheGrowth() {
    BenchResult result = judge(tenth -> 400 + 4 * tenth, MemorySoakRunTest::noneLeft);

    assertThat(result.figure()).isEqualTo(36);
    assertThat(result.holds()).isFalse();
  }

  @Test
  void oneMoreArrayDoesNotHold() {
    assertThat(judge(MemorySoakRunTest::flat, tenth -> tenth == 10 ? 143 : 142).holds()).isFalse();
  }

  @Test
  void slopeIsForAsMuchWorkAsWasDone() {
    MemoryTrend trend =
        MemoryTrend.of(readings(Work.EMBEDDINGS, tenth -> 7 * tenth, MemorySoakRunTest::noneLeft));

    assertThat(trend.slopeMib()).isCloseTo(70, within(1e-9));
  }

  @Test
  void refusesATrendOfTooFewReadings() {
    List<Reading> three =
        readings(Work.EMBEDDINGS, MemorySoakRunTest::flat, MemorySoakRunTest::noneLeft)
            .subList(0, 3);

    assertThatThrownBy(() -> MemoryTrend.of(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("readings of a trend must be >= 4, were 3");
  }

  @Test
  void readsWhatTheSoakPrints() throws Exception {
    var printed = new Reading(Work.TRAINING_STEPS, 1_000, 500L << 20, 100L << 20, 142);

    Reading read = SoakProcess.reading(MemorySoakMain.line(printed));

    assertThat(read).isEqualTo(printed);
    assertThat(SoakProcess.text(read))
        .isEqualTo("1,000 training steps: 500 MiB resident = 100 heap + 400 native; 142 arrays");
  }

  private static int flat(int tenth) {
    return 400;
  }

  private static int noneLeft(int tenth) {
    return 142;
  }

  /** Training as told, embedding flat. */
  private static BenchResult judge(IntUnaryOperator mib, IntUnaryOperator arrays) {
    return MemorySoakRun.judge(
        Stream.concat(
                readings(Work.TRAINING_STEPS, mib, arrays).stream(),
                readings(Work.EMBEDDINGS, MemorySoakRunTest::flat, MemorySoakRunTest::noneLeft)
                    .stream())
            .toList());
  }

  private static List<Reading> readings(Work work, IntUnaryOperator mib, IntUnaryOperator arrays) {
    return IntStream.rangeClosed(1, 10)
        .mapToObj(
            tenth ->
                new Reading(
                    work,
                    100 * tenth,
                    (long) mib.applyAsInt(tenth) << 20,
                    0,
                    arrays.applyAsInt(tenth)))
        .toList();
  }
}
