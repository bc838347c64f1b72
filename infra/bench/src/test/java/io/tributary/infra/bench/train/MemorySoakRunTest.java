package io.tributary.infra.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.train.MemorySoak.Reading;
import io.tributary.infra.bench.train.MemorySoak.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class MemorySoakRunTest {
  private static final int ARRAYS = 142;

  @Test
  void flatMemoryHolds() {
    BenchResult result = judge(tenth -> 400);

    assertThat(result.holds()).isTrue();
    assertThat(result.figure()).isZero();
  }

  @Test
  void whatTheFirstTenthsTakeIsNoGrowth() {
    List<Reading> readings = readings(tenth -> tenth == 1 ? 100 : 400);
    readings.set(1, reading(Work.EMBEDDINGS, 1, 400, ARRAYS));

    assertThat(MemorySoakRun.judge(readings).figure()).isZero();
  }

  @Test
  void warmUpThatEndsInTheFirstHalfHolds() {
    BenchResult result = judge(tenth -> tenth < 4 ? 380 : 420);

    assertThat(result.holds()).isTrue();
    assertThat(result.figure()).isEqualTo(40);
  }

  @Test
  void growthBeyondItsBoundDoesNotHold() {
    assertThat(judge(tenth -> tenth == 3 ? 500 : 400).holds()).isFalse();
  }

  /** 36 MiB in nine tenths: within the bound of growth, but it would never end. */
  @Test
  void steadySlopeDoesNotHoldHoweverLowTheGrowth() {
    BenchResult result = judge(tenth -> 400 + 4 * tenth);

    assertThat(result.figure()).isEqualTo(36);
    assertThat(result.holds()).isFalse();
  }

  /** What the allocator gives back between two batches is no leak, nor is a batch in work. */
  @Test
  void floorOrCeilingAloneMovesWithoutALeak() {
    assertThat(judge(tenth -> 400, tenth -> 300 + 10 * tenth).holds()).isTrue();
    assertThat(judge(tenth -> 400 + 10 * tenth, tenth -> 300).holds()).isTrue();
    assertThat(judge(tenth -> 400 + 10 * tenth, tenth -> 300 + 10 * tenth).holds()).isFalse();
  }

  @Test
  void oneMoreArrayDoesNotHold() {
    List<Reading> readings = readings(tenth -> 400);
    readings.set(10, reading(Work.TRAINING_STEPS, 10, 400, ARRAYS + 1));

    assertThat(MemorySoakRun.judge(readings).holds()).isFalse();
  }

  @Test
  void slopeIsForAllTheWork() {
    List<Reading> rising = readings(tenth -> 7 * tenth).subList(11, 20);
    Reading warm = reading(Work.EMBEDDINGS, 1, 7, ARRAYS);

    assertThat(MemoryTrend.of(warm, rising).slopeMib()).isCloseTo(70, within(1e-9));
  }

  @Test
  void refusesATrendOfTooFewReadings() {
    List<Reading> three = readings(tenth -> 400).subList(0, 3);

    assertThatThrownBy(() -> MemoryTrend.of(three.get(0), three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("readings of a trend must be >= 4, were 3");
  }

  @Test
  void readsWhatTheSoakPrints() throws Exception {
    var printed = new Reading(Work.TRAINING_STEPS, 1_000, 500L << 20, 480L << 20, 100L << 20, 142);

    Reading read = SoakProcess.reading(MemorySoakMain.line(printed));

    assertThat(read).isEqualTo(printed);
    assertThat(SoakProcess.text(read))
        .isEqualTo(
            "1,000 training steps: 500 MiB resident = 100 heap + 400 native; floor 480 MiB; 142"
                + " arrays");
  }

  private static BenchResult judge(IntUnaryOperator mib) {
    return MemorySoakRun.judge(readings(mib));
  }

  private static BenchResult judge(IntUnaryOperator mib, IntUnaryOperator floorMib) {
    return MemorySoakRun.judge(readings(mib, floorMib));
  }

  /** Both kinds of work take as told, in the order of a soak. */
  private static List<Reading> readings(IntUnaryOperator mib) {
    return readings(mib, tenth -> mib.applyAsInt(tenth) - 30);
  }

  private static List<Reading> readings(IntUnaryOperator mib, IntUnaryOperator floorMib) {
    var readings = new ArrayList<Reading>();
    for (Work work : Work.values()) {
      readings.add(reading(work, 1, mib, floorMib));
    }
    for (Work work : Work.values()) {
      for (int tenth = 2; tenth <= 10; tenth++) {
        readings.add(reading(work, tenth, mib, floorMib));
      }
    }
    return readings;
  }

  private static Reading reading(
      Work work, int tenth, IntUnaryOperator mib, IntUnaryOperator floorMib) {
    return new Reading(
        work,
        100 * tenth,
        (long) mib.applyAsInt(tenth) << 20,
        (long) floorMib.applyAsInt(tenth) << 20,
        0,
        ARRAYS);
  }

  private static Reading reading(Work work, int tenth, int mib, int arrays) {
    return new Reading(work, 100 * tenth, (long) mib << 20, (long) (mib - 30) << 20, 0, arrays);
  }
}
