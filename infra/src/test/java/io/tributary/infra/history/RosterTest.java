package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.Ruling;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final ClientId A = new ClientId("a");
  private final Entries log = new Entries();
  private final Roster roster = new Roster();

  @Test
  void aSlotHasItsClusterItsSamplesAndHowOftenItCounted() {
    announce("a/0");
    var assignments = new TreeMap<SlotId, ClusterId>();
    assignments.put(SlotId.parse("a/0"), Entries.C0);
    roster.accept(new ClusterState(1, 1, "m", List.of(), assignments, Set.of(), Entries.START));
    roster.accept(log.accepted("a/0#1", 1).value());
    roster.accept(log.quarantined("a/0#2", RejectReason.NORM_BOUND).value());
    SlotStanding slot = roster.slotsOf(A).get(0);
    assertThat(slot.cluster()).hasValue(Entries.C0);
    assertThat(slot.samples()).isEqualTo(12);
    assertThat(slot.count().accepted()).isEqualTo(1);
    assertThat(slot.count().quarantined()).isEqualTo(1);
    assertThat(roster.membersOf(Entries.C0)).containsExactly(slot);
  }

  @Test
  void theNewestRulingAboutAClientHolds() {
    roster.accept(policy(true));
    assertThat(roster.block(A)).isPresent();
    roster.accept(policy(false));
    assertThat(roster.block(A)).isEmpty();
    roster.accept(policy(true));
    roster.forget(ClientPattern.of(A));
    assertThat(roster.block(A)).isEmpty();
  }

  @Test
  void aClientThatOnlyTheLedgerKnowsIsAClient() {
    announce("b/0");
    roster.withdraw(SlotId.parse("b/0"));
    roster.accept(log.accepted("a/0#1", 1).value());
    assertThat(roster.clients()).containsExactly(A);
  }

  @Test
  void onlyWindowsThatMayBeOpenAreCounted() {
    for (int version = 1; version <= 9; version++) {
      roster.accept(log.accepted("a/0#" + version, version).value());
      roster.accept(log.accepted("b/0#" + version, version).value());
    }
    assertThat(roster.updatesInWindow(Entries.C0, 9)).isEqualTo(2);
    assertThat(roster.updatesInWindow(Entries.C0, 7)).isEqualTo(2);
    assertThat(roster.updatesInWindow(Entries.C0, 5)).isZero();
  }

  @Test
  void aPatternBlocksWhomItMatchesAndTellsSo() {
    announce("a/0");
    announce("b/0");
    var pattern =
        new ClientPolicy(new ClientPattern("a*"), true, new Ruling("mira", "bots"), Entries.START);
    roster.accept(pattern);
    assertThat(roster.block(A)).hasValue(pattern);
    assertThat(roster.block(new ClientId("b"))).isEmpty();
    assertThat(roster.clients()).extracting(ClientId::value).containsExactly("a", "b");
    roster.accept(policy(false));
    assertThat(roster.block(A)).isEmpty();
  }

  @Test
  void keepsMembersAndSoManyOthers() {
    var assignments = new TreeMap<SlotId, ClusterId>();
    assignments.put(SlotId.parse("member/0"), Entries.C0);
    roster.accept(new ClusterState(1, 1, "m", List.of(), assignments, Set.of(), Entries.START));
    for (int stranger = 0; stranger < Roster.MOST; stranger++) {
      assertThat(roster.accept(log.accepted("s" + stranger + "/0#1", 1).value())).isTrue();
    }
    assertThat(roster.accept(log.accepted("one-more/0#1", 1).value())).isFalse();
    assertThat(roster.accept(log.accepted("member/0#1", 1).value())).isTrue();
    assertThat(roster.slotsOf(new ClientId("member")).get(0).count().accepted()).isEqualTo(1);
    assertThat(roster.clients()).hasSize(Roster.MOST + 1);
  }

  @Test
  void thousandsOfClientsAreListedQuickly() {
    for (int client = 0; client < 20_000; client++) {
      announce("client-" + client + "/0");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(roster.clients())
                .allMatch(client -> roster.slotsOf(client).size() == 1)
                .hasSize(20_000));
  }

  private void announce(String slot) {
    roster.accept(
        new TaskEmbedding(SlotId.parse(slot), 1, "m", 12, new float[] {1}, 0.1, Entries.START));
  }

  private static ClientPolicy policy(boolean blocked) {
    return new ClientPolicy(A, blocked, new Ruling("mira", "why"), Entries.START);
  }
}
