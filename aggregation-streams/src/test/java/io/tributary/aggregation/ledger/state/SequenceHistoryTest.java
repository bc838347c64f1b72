package io.tributary.aggregation.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceHistoryTest {

  @Property
  void tellsDecidedFromPassedAsASetWouldWithinItsReach(
      @ForAll List<@LongRange(min = 1, max = 60) Long> sequences) {
    var history = SequenceHistory.NONE;
    Set<Long> set = new HashSet<>();
    for (long sequence : sequences) {
      history = history.with(sequence);
      set.add(sequence);
    }
    long highest = set.stream().mapToLong(Long::longValue).max().orElse(0);
    for (long sequence = 1; sequence <= 70; sequence++) {
      assertThat(history.holds(sequence)).isEqualTo(set.contains(sequence));
      assertThat(history.passed(sequence))
          .isEqualTo(sequence <= highest && !set.contains(sequence));
    }
  }

  /** A step decides a sequence; every other one for a reason that a person may override. */
  @Property
  void remembersWhatMayBeReleasedAsASetWouldWithinItsReach(
      @ForAll List<@LongRange(min = 1, max = 60) Long> sequences) {
    var history = SequenceHistory.NONE;
    Set<Long> set = new HashSet<>();
    for (int i = 0; i < sequences.size(); i++) {
      long sequence = sequences.get(i);
      boolean releasable = i % 2 == 0;
      history = releasable ? history.withReleasable(sequence) : history.with(sequence);
      if (releasable) {
        set.add(sequence);
      } else {
        set.remove(sequence);
      }
    }
    for (long sequence = 1; sequence <= 70; sequence++) {
      assertThat(history.isReleasable(sequence)).isEqualTo(set.contains(sequence));
    }
  }

  @Test
  void whatIsTooOldCanNeverBeReleased() {
    var history = SequenceHistory.NONE.withReleasable(1).with(64);
    assertThat(history.isReleasable(1)).isTrue();
    assertThat(history.isTooOld(1)).isFalse();
    assertThat(history.with(65).isReleasable(1)).isFalse();
    assertThat(history.with(65).isTooOld(1)).isTrue();
  }

  @Property
  void whatIsTooOldToTellCountsAsPassed(@ForAll @LongRange(min = 64, max = 1000) long jump) {
    var history = SequenceHistory.NONE.with(1).with(1 + jump);
    assertThat(history.holds(1)).isFalse();
    assertThat(history.passed(1)).isTrue();
    assertThat(history.holds(1 + jump)).isTrue();
  }
}
