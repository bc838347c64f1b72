package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Accepted;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Repeated;
import io.tributary.aggregation.ledger.decide.LedgerRecord.StrangersForgotten;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StrangersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void tooManyStrangersAreForgottenAndMembersAreNot() {
    LedgerFixture fixture = limitedTo(2);
    fixture.members(1, "a/0", "b/0");
    fixture.update("a/0", 1, fixture.initial());
    refused(fixture, "x/0");
    refused(fixture, "y/0");
    assertThat(fixture.store()).containsKeys("stranger/x/0", "stranger/y/0", "slot/a/0");

    assertThat(refused(fixture, "z/0")).anyMatch(StrangersForgotten.class::isInstance);
    assertThat(fixture.store().keySet()).noneMatch(key -> key.startsWith("stranger/"));
    assertThat(fixture.manifest("a/0", 1, fixture.initial(), 1))
        .allMatch(Repeated.class::isInstance);
  }

  @Test
  void aStrangerThatJoinsIsRememberedAsAMember() {
    LedgerFixture fixture = limitedTo(1);
    fixture.members(1, "a/0");
    refused(fixture, "x/0");
    fixture.members(1, "a/0", "x/0");
    assertThat(fixture.store()).containsKey("slot/x/0").doesNotContainKey("stranger/x/0");

    fixture.members(1, "a/0");
    refused(fixture, "y/0");
    refused(fixture, "z/0");
    fixture.restore();
    assertThat(fixture.manifest("x/0", 1, fixture.initial(), 1))
        .allMatch(Repeated.class::isInstance);
  }

  @Test
  void anUnknownClusterThatIsGivenUpLeavesNothing() {
    LedgerFixture fixture = limitedTo(9);
    refused(fixture, "w/0");
    fixture.update("x/0", 1, fixture.initial());
    fixture.manifest("y/0", 1, fixture.initial(), 1);
    fixture.chunk("z/0", 1, fixture.initial());
    fixture.store();
    assertThat(fixture.ledger.isUnknown()).isTrue();
    assertThat(fixture.ledger.entries()).isEqualTo(fixture.store().size());

    List<LedgerRecord> dismissed = fixture.ledger.dismiss(fixture.moment());
    assertThat(dismissed)
        .filteredOn(Quarantined.class::isInstance)
        .extracting(record -> ((Quarantined) record).entry().reason())
        .containsExactly(
            RejectReason.UNKNOWN_CLUSTER,
            RejectReason.UNKNOWN_CLUSTER,
            RejectReason.CHUNK_ORPHANED);
    assertThat(fixture.store()).isEmpty();
  }

  @Test
  void aClusterThatHasMembersOrWhereSomeoneIsBlockedIsNeverGivenUp() {
    LedgerFixture members = limitedTo(1);
    members.members(1, "a/0");
    assertThat(members.ledger.isUnknown()).isFalse();
    assertThatThrownBy(() -> members.ledger.dismiss(members.moment()))
        .hasMessage("c0 has had members and cannot be dismissed");

    LedgerFixture blocked = limitedTo(1);
    blocked.policy("e", true);
    assertThat(blocked.ledger.isUnknown()).isFalse();
  }

  /** Whoever is forgotten, nothing counts twice. */
  @Property(tries = 200)
  void anUpdateCountsAtMostOnceHoweverOftenStrangersAreForgotten(@ForAll long seed) {
    LedgerFixture fixture = limitedTo(1);
    var random = new Random(seed);
    var counted = new HashSet<UpdateId>();
    var slots = List.of("a/0", "b/0", "c/0", "d/0");
    for (int event = 0; event < 80; event++) {
      String slot = slots.get(random.nextInt(slots.size()));
      int sequence = 1 + random.nextInt(4);
      List<LedgerRecord> records =
          switch (random.nextInt(6)) {
            case 0 ->
                fixture.members(
                    1, slots.subList(0, 1 + random.nextInt(slots.size())).toArray(String[]::new));
            case 1 -> fixture.tickAfter(HOUR);
            case 2 -> {
              int closing = fixture.versionInTheMaking();
              yield closing == 0 ? List.of() : fixture.merged(closing);
            }
            default -> fixture.update(slot, sequence, fixture.initial());
          };
      for (LedgerRecord record : records) {
        if (record instanceof Accepted accepted) {
          assertThat(counted.add(accepted.entry().update())).isTrue();
        }
      }
    }
  }

  private static List<LedgerRecord> refused(LedgerFixture fixture, String slot) {
    fixture.update(slot, 1, fixture.initial());
    return fixture.tickAfter(HOUR);
  }

  private static LedgerFixture limitedTo(int strangers) {
    return new LedgerFixture(WindowSettings.rounds(), new LedgerLimits(100, strangers, HOUR, HOUR));
  }
}
