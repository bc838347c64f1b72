package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Accepted;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Repeated;
import io.tributary.aggregation.ledger.decide.VersionStep.Published;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What happens to a slot that sends several updates while a window is open. */
class SlotWindowsTest {
  private static final List<String> SLOTS = List.of("a/0", "b/0", "c/0");

  @Property(tries = 200)
  void aSlotEntersEveryWindowAtMostOnceInTheOrderOfItsSequencesAndNothingIsLost(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int arrivals) {
    var random = new Random(seed);
    var fixture = LedgerFixture.rounds(SLOTS.toArray(String[]::new));
    var windows = new TreeMap<Integer, Map<SlotId, UpdateId>>();
    var published = new TreeMap<Integer, List<UpdateId>>();
    for (int arrival = 0; arrival < arrivals; arrival++) {
      var slot = SlotId.parse(SLOTS.get(random.nextInt(SLOTS.size())));
      var id = new UpdateId(slot, 1 + random.nextInt(12));
      long highest = highest(windows, slot);
      long taken = takenBy(windows, published, slot);

      List<LedgerRecord> records =
          fixture.update(slot.toString(), id.sequence(), fixture.initial());

      LedgerEntry entry = verdictOn(id, records);
      switch (entry.verdict()) {
        case ACCEPTED -> {
          assertThat(id.sequence()).isGreaterThan(highest);
          UpdateId other =
              windows.computeIfAbsent(entry.version(), version -> new HashMap<>()).put(slot, id);
          assertThat(other).as("what %s already held of %s", entry.version(), slot).isNull();
        }
        case QUARANTINED -> {
          assertThat(entry.reason())
              .isIn(
                  RejectReason.SLOT_AHEAD, RejectReason.SEQUENCE_REPLAYED, RejectReason.STALE_BASE);
          // Both windows that may take it already hold one of the slot's.
          assertThat(entry.reason() == RejectReason.SLOT_AHEAD && taken < 2).isFalse();
        }
        default -> assertThat(records).anyMatch(Repeated.class::isInstance);
      }
      collect(records, published);
      int closing = fixture.versionInTheMaking();
      if (closing != 0 && random.nextBoolean()) {
        collect(fixture.merged(closing), published);
      }
    }
    for (SlotId slot : SLOTS.stream().map(SlotId::parse).toList()) {
      assertThat(sequences(windows, slot)).isSorted().doesNotHaveDuplicates();
    }
    published.forEach(
        (version, updates) ->
            assertThat(updates)
                .containsExactlyElementsOf(new TreeSet<>(windows.get(version).values())));
  }

  private static LedgerEntry verdictOn(UpdateId id, List<LedgerRecord> records) {
    var entries = new ArrayList<LedgerEntry>();
    for (LedgerRecord record : records) {
      if (record instanceof Accepted accepted) {
        entries.add(accepted.entry());
      } else if (record instanceof Quarantined quarantined) {
        entries.add(quarantined.entry());
      } else if (record instanceof Repeated repeated) {
        entries.add(repeated.entry());
      }
    }
    entries.removeIf(entry -> !entry.update().equals(id));
    // A chunk of a sequence that was passed has an entry of its own.
    assertThat(entries).hasSizeBetween(1, 2);
    return entries.get(0);
  }

  private static void collect(List<LedgerRecord> records, Map<Integer, List<UpdateId>> published) {
    for (LedgerRecord record : records) {
      if (record instanceof Published version) {
        published.put(
            version.manifest().version().version(),
            version.manifest().contributions().stream().map(Contribution::update).toList());
      }
    }
  }

  /** Windows without a version yet that hold the slot. */
  private static long takenBy(
      NavigableMap<Integer, Map<SlotId, UpdateId>> windows,
      NavigableMap<Integer, List<UpdateId>> published,
      SlotId slot) {
    int newest = published.isEmpty() ? 0 : published.lastKey();
    return windows.tailMap(newest + 1).values().stream()
        .filter(window -> window.containsKey(slot))
        .count();
  }

  private static long highest(NavigableMap<Integer, Map<SlotId, UpdateId>> windows, SlotId slot) {
    return sequences(windows, slot).stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static List<Long> sequences(
      NavigableMap<Integer, Map<SlotId, UpdateId>> windows, SlotId slot) {
    return windows.values().stream()
        .filter(window -> window.containsKey(slot))
        .map(window -> window.get(slot).sequence())
        .toList();
  }
}
