package io.tributary.infra.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.local.watch.TrainingIntervals.Interval;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TrainingIntervalsTest {
  @Property(tries = 200)
  void countsEverySecondOfOverlappingTrainingOnce(
      @ForAll @Size(max = 12) List<@IntRange(max = 60) Integer> starts,
      @ForAll @IntRange(min = 0, max = 9) int length) {
    List<Interval> intervals = new ArrayList<>();
    BitSet seconds = new BitSet();
    for (int start : starts) {
      intervals.add(new Interval(at(start), at(start + length)));
      seconds.set(start, start + length);
    }
    assertThat(TrainingIntervals.union(intervals, at(0), Instant.MAX))
        .isEqualTo(Duration.ofSeconds(seconds.cardinality()));
  }

  @Property(tries = 20)
  void ignoresWhatWasTrainedBeforeTheRunBegan(@ForAll @IntRange(max = 10) int begin) {
    assertThat(
            TrainingIntervals.union(List.of(new Interval(at(0), at(10))), at(begin), Instant.MAX))
        .isEqualTo(Duration.ofSeconds(10 - begin));
  }

  @Example
  void takesNobodysWordButOfTheClientsThatTrainedHere() {
    List<ObservedUpdate> updates = List.of(update("ours/0#1", 2), update("stranger/0#1", 1000));
    assertThat(TrainingIntervals.of(updates, Set.of(new ClientId("ours"))))
        .containsExactly(new Interval(at(998), at(1000)));
  }

  private static ObservedUpdate update(String id, int seconds) {
    Duration training = Duration.ofSeconds(seconds);
    return new ObservedUpdate(UpdateId.parse(id), new ClusterId(0), 0, 10, 0.5, at(1000), training);
  }

  private static Instant at(long second) {
    return Instant.EPOCH.plusSeconds(second);
  }
}
