package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MembershipIndexTest {
  private static final ClientId A = new ClientId("a");
  private final Entries log = new Entries();
  private final MembershipIndex membershipIndex = new MembershipIndex();

  @Test
  void aSlotHasItsClusterItsSamplesAndHowOftenItCounted() {
    announce("a/0");
    var assignments = new TreeMap<SlotId, ClusterId>();
    assignments.put(SlotId.parse("a/0"), Entries.C0);
    membershipIndex.accept(
        new ClusterState(1, 1, "m", List.of(), assignments, Set.of(), Entries.START));
    membershipIndex.accept(log.accepted("a/0#1", 1).value());
    membershipIndex.accept(log.quarantined("a/0#2", RejectReason.NORM_BOUND).value());
    SlotStatus slot = membershipIndex.slotsOf(A).get(0);
    assertThat(slot.cluster()).hasValue(Entries.C0);
    assertThat(slot.samples()).isEqualTo(12);
    assertThat(slot.count().accepted()).isEqualTo(1);
    assertThat(slot.count().quarantined()).isEqualTo(1);
    assertThat(membershipIndex.membersOf(Entries.C0)).containsExactly(slot);
  }

  @Test
  void theNewestRulingAboutAClientHolds() {
    membershipIndex.accept(policy(true));
    assertThat(membershipIndex.block(A)).isPresent();
    membershipIndex.accept(policy(false));
    assertThat(membershipIndex.block(A)).isEmpty();
    membershipIndex.accept(policy(true));
    membershipIndex.forget(ClientPattern.of(A));
    assertThat(membershipIndex.block(A)).isEmpty();
  }

  @Test
  void aClientThatOnlyTheLedgerKnowsIsAClient() {
    announce("b/0");
    membershipIndex.withdraw(SlotId.parse("b/0"));
    membershipIndex.accept(log.accepted("a/0#1", 1).value());
    assertThat(membershipIndex.clients()).containsExactly(A);
  }

  @Test
  void onlyWindowsThatMayBeOpenAreCounted() {
    for (int version = 1; version <= 9; version++) {
      membershipIndex.accept(log.accepted("a/0#" + version, version).value());
      membershipIndex.accept(log.accepted("b/0#" + version, version).value());
    }
    assertThat(membershipIndex.updatesInWindow(Entries.C0, 9)).isEqualTo(2);
    assertThat(membershipIndex.updatesInWindow(Entries.C0, 7)).isEqualTo(2);
    assertThat(membershipIndex.updatesInWindow(Entries.C0, 5)).isZero();
  }

  @Test
  void aPatternBlocksWhomItMatchesAndTellsSo() {
    announce("a/0");
    announce("b/0");
    var pattern =
        new ClientPolicy(
            new ClientPattern("a*"), true, new OperatorDecision("mira", "bots"), Entries.START);
    membershipIndex.accept(pattern);
    assertThat(membershipIndex.block(A)).hasValue(pattern);
    assertThat(membershipIndex.block(new ClientId("b"))).isEmpty();
    assertThat(membershipIndex.clients()).extracting(ClientId::value).containsExactly("a", "b");
    membershipIndex.accept(policy(false));
    assertThat(membershipIndex.block(A)).isEmpty();
  }

  @Test
  void keepsMembersAndSoManyOthers() {
    var assignments = new TreeMap<SlotId, ClusterId>();
    assignments.put(SlotId.parse("member/0"), Entries.C0);
    membershipIndex.accept(
        new ClusterState(1, 1, "m", List.of(), assignments, Set.of(), Entries.START));
    for (int stranger = 0; stranger < MembershipIndex.MOST; stranger++) {
      assertThat(membershipIndex.accept(log.accepted("s" + stranger + "/0#1", 1).value())).isTrue();
    }
    assertThat(membershipIndex.accept(log.accepted("one-more/0#1", 1).value())).isFalse();
    assertThat(membershipIndex.accept(log.accepted("member/0#1", 1).value())).isTrue();
    assertThat(membershipIndex.slotsOf(new ClientId("member")).get(0).count().accepted())
        .isEqualTo(1);
    assertThat(membershipIndex.clients()).hasSize(MembershipIndex.MOST + 1);
  }

  @Test
  void thousandsOfClientsAreListedQuickly() {
    for (int client = 0; client < 20_000; client++) {
      announce("client-" + client + "/0");
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(membershipIndex.clients())
                .allMatch(client -> membershipIndex.slotsOf(client).size() == 1)
                .hasSize(20_000));
  }

  private void announce(String slot) {
    membershipIndex.accept(
        new TaskEmbedding(SlotId.parse(slot), 1, "m", 12, new float[] {1}, 0.1, Entries.START));
  }

  private static ClientPolicy policy(boolean blocked) {
    return new ClientPolicy(A, blocked, new OperatorDecision("mira", "why"), Entries.START);
  }
}
