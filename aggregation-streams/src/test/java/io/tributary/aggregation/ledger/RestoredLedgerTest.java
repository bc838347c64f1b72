package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.RestoredLedger.Fate;
import io.tributary.aggregation.ledger.RestoredLedger.Unusable;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a ledger when some of its entries cannot be read. */
class RestoredLedgerTest {
  private static final byte[] GARBAGE = {1};

  private final LedgerFixture fixture = eventful();

  @Test
  void aLedgerThatIsWholeIsRestoredAndNothingIsSaid() {
    RestoredLedger restored = restore(fixture.store());

    assertThat(restored.ledger()).isPresent();
    assertThat(restored.unusable()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "slot/a/0", "slot/b/0", "part/1/a/0", "part/2/a/0"})
  void aClusterStopsWithoutWhatWouldLetAnUpdateCountTwice(String key) {
    assertThat(fixture.store()).containsKey(key);

    RestoredLedger restored = restore(with(key, GARBAGE));

    assertThat(restored.ledger()).isEmpty();
    assertThat(restored.unusable())
        .anySatisfy(
            entry -> {
              assertThat(entry.key()).isEqualTo(key);
              assertThat(entry.fate()).isEqualTo(Fate.VITAL);
              assertThat(entry.stored()).isEqualTo(GARBAGE);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "part/1/a/0", "part/2/a/0"})
  void aClusterStopsWhereSuchAnEntryIsMissing(String key) {
    var entries = new TreeMap<>(fixture.store());
    entries.remove(key);

    RestoredLedger restored = restore(entries);

    assertThat(restored.ledger()).isEmpty();
    assertThat(restored.unusable()).extracting(Unusable::key).contains("head");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "norms",
        "stranger/d/0",
        "slot/./0",
        "part/x",
        "part/x/a/0",
        "part/0/a/0",
        "distances/0",
        "distances/x",
        "agreement/x",
        "what/ever",
        "",
        "client/..",
        "pending/x"
      })
  void whatServesNothingIsLeftOutAndTheClusterGoesOn(String key) {
    RestoredLedger restored = restore(with(key, GARBAGE));

    assertThat(restored.ledger()).isPresent();
    assertThat(restored.unusable())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.key()).isEqualTo(key);
              assertThat(entry.fate()).isEqualTo(Fate.USELESS);
            });
  }

  @Test
  void aHeadOfAnotherFormatIsNamed() {
    assertThat(restore(with("head", new byte[] {2})).unusable())
        .singleElement()
        .extracting(Unusable::why)
        .isEqualTo("stored ledger must have format 3, had 2");
  }

  @Test
  void aBlockedClientStaysBlockedThoughItsReasonIsLost() {
    fixture.policy("a", true);
    fixture.store();

    RestoredLedger restored = restore(with("client/a", new byte[0]));
    fixture.ledger = restored.ledger().orElseThrow();

    assertThat(restored.unusable())
        .singleElement()
        .extracting(Unusable::fate)
        .isEqualTo(Fate.REPLACED);
    assertThat(fixture.manifest("a/0", 9, fixture.initial(), 1))
        .singleElement()
        .isInstanceOfSatisfying(
            LedgerRecord.Quarantined.class,
            set -> assertThat(set.entry().reason()).isEqualTo(RejectReason.CLIENT_BLOCKED));
    assertThat(restore(fixture.store()).unusable()).isEmpty();
  }

  @Test
  void anUndecidedUpdateThatIsLostIsDecidedOnceAllTheSame() {
    RestoredLedger restored = restore(with("pending/b/0#1", GARBAGE));
    fixture.ledger = restored.ledger().orElseThrow();
    fixture.ledger.resume(fixture.moment());

    assertThat(fixture.update("b/0", 1, fixture.initial()))
        .filteredOn(LedgerRecord.Accepted.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            LedgerRecord.Accepted.class,
            accepted -> assertThat(accepted.entry().verdict()).isEqualTo(Verdict.ACCEPTED));
    assertThat(restore(fixture.store()).unusable()).isEmpty();
  }

  @Test
  void anUndecidedUpdateThatIsLostAndDoesNotComeAgainIsGivenUp() {
    fixture.ledger = restore(with("pending/b/0#1", GARBAGE)).ledger().orElseThrow();
    fixture.ledger.resume(fixture.moment());

    assertThat(fixture.tickAfter(Duration.ofMinutes(11)))
        .filteredOn(LedgerRecord.Quarantined.class::isInstance)
        .isNotEmpty();
  }

  /** Whatever a disk makes of the entries, restoring ends, and never with half a ledger unsaid. */
  @Property(tries = 500)
  void bytesAndKeysThatWereChangedNeverEndIt(@ForAll long seed) {
    var random = new Random(seed);
    var entries = new TreeMap<>(fixture.store());
    for (String key : List.copyOf(entries.keySet())) {
      byte[] stored = entries.get(key).clone();
      switch (random.nextInt(6)) {
        case 0 -> entries.remove(key);
        case 1 -> entries.put(key, Arrays.copyOf(stored, random.nextInt(20)));
        case 2 -> {
          random.nextBytes(stored);
          entries.put(key, stored);
        }
        case 3 -> entries.put(key.substring(random.nextInt(key.length())), stored);
        case 4 -> {
          if (stored.length > 0) {
            stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));
          }
          entries.put(key, stored);
        }
        default -> {}
      }
    }

    RestoredLedger restored = restore(entries);

    assertThat(restored.ledger().isEmpty())
        .isEqualTo(restored.unusable().stream().anyMatch(entry -> entry.fate() == Fate.VITAL));
  }

  private RestoredLedger restore(Map<String, byte[]> entries) {
    return RestoredLedger.of(fixture.rules, LedgerFixture.C0, entries);
  }

  private Map<String, byte[]> with(String key, byte[] value) {
    var entries = new TreeMap<>(fixture.store());
    entries.put(key, value);
    return entries;
  }

  /** Version 1 in the making, window 2 open, b/0's update undecided. */
  private static LedgerFixture eventful() {
    var fixture = LedgerFixture.rounds("a/0");
    fixture.update("a/0", 1, fixture.initial());
    fixture.members(1, "a/0", "b/0");
    fixture.update("a/0", 2, fixture.initial());
    fixture.manifest("b/0", 1, fixture.initial(), 1);
    return fixture;
  }
}
