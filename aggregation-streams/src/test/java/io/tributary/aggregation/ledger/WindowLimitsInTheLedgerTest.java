package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.gate.SampleWeight;
import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Accepted;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.aggregation.ledger.decide.VersionStep.Published;
import io.tributary.aggregation.ledger.decide.VersionStep.WindowClosed;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What one member, a crowd of new ones, and one that never comes can do to a window. */
class WindowLimitsInTheLedgerTest {
  private static final Duration SPAN = Duration.ofMinutes(10);
  private static final String[] MEMBERS = {"a/0", "b/0", "c/0", "d/0"};

  private final LedgerFixture fixture = fixture(MEMBERS);
  private AdapterVersion base = fixture.initial();

  @Test
  void aHugeUpdateOfTheFirstWindowCountsAsItsMedianAllows() {
    update("a/0", 1, 1);
    update("b/0", 1, 1);
    update("c/0", 1, 1);
    WindowClosed closed = find(update("d/0", 1, 1000), WindowClosed.class).orElseThrow();

    assertThat(closed.entries()).hasSize(1);
    assertThat(closed.entries().get(0).verdict()).isEqualTo(Verdict.LIMITED);
    assertThat(closed.entries().get(0).clip() * 1000).isEqualTo(1.25);
    assertThat(published(1).contributions().get(3).clip()).isEqualTo(closed.counts().get(0).clip());
  }

  @Test
  void anUpdateThatClaimsMoreThanItsSlotAnnouncedWaitsForAnAnnouncementAndIsThenSetAside() {
    fixture.claimed = 101;
    assertThat(update("a/0", 1, 1)).noneMatch(Accepted.class::isInstance);
    List<LedgerRecord> late = fixture.tickAfter(LedgerLimits.defaults().membershipWait());
    assertThat(find(late, Quarantined.class).orElseThrow().entry().reason())
        .isEqualTo(RejectReason.SAMPLES_DIFFER);
  }

  @Test
  void anUpdateThatClaimsWhatIsAnnouncedMeanwhileCounts() {
    fixture.claimed = 101;
    update("a/0", 1, 1);
    fixture.restore();
    fixture.announced = 101;
    assertThat(fixture.members(1, MEMBERS)).anyMatch(Accepted.class::isInstance);
  }

  @Test
  void noMemberFillsAWindowForAnother() {
    fixture.announced = SampleWeight.MAX_SAMPLES;
    fixture.claimed = (int) SampleWeight.MAX_SAMPLES;
    fixture.members(1, MEMBERS);
    for (String slot : List.of("a/0", "b/0", "c/0")) {
      assertThat(update(slot, 1, 1)).anyMatch(Accepted.class::isInstance);
    }
    fixture.claimed = 10;
    WindowClosed closed = find(update("d/0", 1, 1), WindowClosed.class).orElseThrow();
    assertThat(closed.divisor()).isLessThanOrEqualTo(SampleWeight.MAX_WINDOW_UNITS);
  }

  @Test
  void whoNeverComesHoldsAWindowForItsSpanOnlyAndCountsInTheNext() {
    update("a/0", 1, 1);
    update("b/0", 1, 1);
    update("c/0", 1, 1);
    assertThat(fixture.tickAfter(SPAN.minusMillis(1))).isEmpty();
    assertThat(fixture.tickAfter(Duration.ofMillis(1))).anyMatch(WindowClosed.class::isInstance);
    published(1);
    Accepted late = find(fixture.update("d/0", 1, fixture.initial()), Accepted.class).orElseThrow();
    assertThat(late.entry().version()).isEqualTo(2);
    assertThat(late.entry().staleness()).isEqualTo(1);
  }

  @Test
  void aWindowWithoutAnUpdateNeverCloses() {
    assertThat(fixture.tickAfter(SPAN.multipliedBy(100))).isEmpty();
  }

  @Test
  void newMembersHaveAFifthOfAWindowThatKnowsOthersAndLearnsWhoIsNewAcrossRestarts() {
    for (int round = 1; round <= 5; round++) {
      for (String slot : MEMBERS) {
        update(slot, round, 1);
      }
      base = published(round).version();
      fixture.restore();
    }
    var all = new ArrayList<>(List.of(MEMBERS));
    for (int sybil = 0; sybil < 100; sybil++) {
      all.add("s" + sybil + "/0");
    }
    fixture.members(2, all.toArray(String[]::new));
    List<LedgerRecord> last = List.of();
    for (String slot : all) {
      last = fixture.update(slot, 6, base);
    }
    long[] units = new long[2];
    for (Contribution part : counts(find(last, WindowClosed.class).orElseThrow())) {
      units[part.update().slot().client().value().startsWith("s") ? 1 : 0] += part.units();
    }
    assertThat(units[0]).isEqualTo(4 * 10 * 256);
    assertThat(units[1]).isBetween(units[0] / 4 - 100, units[0] / 4);
  }

  private List<Contribution> counts(WindowClosed closed) {
    fixture.restore();
    return fixture.merged(closed.version()).stream()
        .filter(Published.class::isInstance)
        .flatMap(record -> ((Published) record).manifest().contributions().stream())
        .toList();
  }

  /** The set of updates decides, and neither their order nor a crash between any two of them. */
  @Property(tries = 100)
  void theOrderOfUpdatesAndRestartsChangeNothingThatCounts(@ForAll long seed) {
    assertThat(contributions(new Random(seed), true)).isEqualTo(contributions(null, false));
  }

  private static List<Contribution> contributions(Random random, boolean restarts) {
    String[] slots = {"a/0", "b/0", "c/0", "d/0", "e/0", "f/0"};
    double[] norms = {1, 1.1, 0.9, 100, 3, 0};
    int[] claims = {10, 20, 30, 100, 5, 7};
    LedgerFixture fixture = fixture(slots);
    var order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    if (random != null) {
      Collections.shuffle(order, random);
    }
    for (int at : order) {
      fixture.claimed = claims[at];
      fixture.sumOfSquares = norms[at] * norms[at];
      fixture.update(slots[at], 1, fixture.initial());
      if (restarts) {
        fixture.restore();
      }
    }
    return find(fixture.merged(1), Published.class).orElseThrow().manifest().contributions();
  }

  private List<LedgerRecord> update(String slot, long sequence, double norm) {
    fixture.sumOfSquares = norm * norm;
    return fixture.update(slot, sequence, base);
  }

  private AdapterManifest published(int version) {
    return find(fixture.merged(version), Published.class).orElseThrow().manifest();
  }

  private static LedgerFixture fixture(String... slots) {
    WindowSettings window =
        WindowSettings.rounds()
            .closingAfter(SPAN)
            .bounded(NormSettings.robust(), WeightSettings.robust());
    var fixture = new LedgerFixture(window, LedgerLimits.defaults());
    fixture.announced = 100;
    fixture.members(1, slots);
    return fixture;
  }

  private static <T> Optional<T> find(List<LedgerRecord> records, Class<T> kind) {
    return records.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
