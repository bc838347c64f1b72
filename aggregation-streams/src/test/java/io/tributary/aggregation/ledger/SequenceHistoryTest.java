package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

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

  @Property
  void whatIsTooOldToTellCountsAsPassed(@ForAll @LongRange(min = 64, max = 1000) long jump) {
    var history = SequenceHistory.NONE.with(1).with(1 + jump);
    assertThat(history.holds(1)).isFalse();
    assertThat(history.passed(1)).isTrue();
    assertThat(history.holds(1 + jump)).isTrue();
  }
}
