package io.tributary.infra.crash.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KillerTest {
  private final FakeVictim victim = new FakeVictim();
  private final Killer killer = new Killer("demo", victim);

  @Test
  void nobodyDiesBeforeItBegins() {
    assertThat(killer.mayPass("before send demo.update-ledger")).isTrue();
    assertThat(killer.seen()).isEqualTo(Map.of("before send update-ledger", 1));
    assertThat(killer.armed()).isEmpty();
  }

  @Test
  void killsAtTheStepOfThePlanAndArmsTheNextAtOnce() {
    killer.begin(CrashPlan.of(Map.of("after flush", 1), 2, 7));

    assertThat(killer.mayPass("before flush")).isTrue();
    assertThat(killer.mayPass("after flush")).isFalse();
    assertThat(victim.kills).isEqualTo(1);
    assertThat(killer.armed()).contains(new CrashPoint("after flush", 1));
    assertThat(killer.mayPass("after flush")).isFalse();
    assertThat(killer.armed()).isEmpty();
    assertThat(killer.mayPass("after flush")).isTrue();
    assertThat(killer.killed()).hasSize(2);
  }

  @Test
  void waitsForTheOccurrenceThatIsPlanned() {
    CrashPlan plan = CrashPlan.of(Map.of("after flush", 5), 1, 7);
    killer.begin(plan);
    int occurrence = killer.armed().orElseThrow().occurrence();

    int passed = 0;
    while (killer.mayPass("after flush")) {
      passed++;
    }

    assertThat(passed).isEqualTo(occurrence - 1);
  }

  @Test
  void waitsForAVictimThatIsAway() {
    killer.begin(CrashPlan.of(Map.of("after flush", 1), 1, 7));
    victim.ready = false;
    assertThat(killer.mayPass("after flush")).isTrue();

    victim.ready = true;
    assertThat(killer.mayPass("after flush")).isFalse();
  }

  @Test
  void aVictimElsewhereLetsTheChildGoOn() {
    victim.atTheGate = false;
    killer.begin(CrashPlan.of(Map.of("after flush", 1), 1, 7));

    assertThat(killer.mayPass("after flush")).isTrue();
    assertThat(victim.kills).isEqualTo(1);
  }

  @Test
  void impatienceKillsAnywhereAndKeepsThePointForTheNextLife() {
    killer.begin(CrashPlan.of(Map.of("after initTransactions", 1), 1, 7));
    CrashPoint armed = killer.armed().orElseThrow();

    pass(5);

    assertThat(killer.mayPass("before flush")).isFalse();
    assertThat(killer.armed()).contains(armed);
    assertThat(killer.mayPass("before flush")).isTrue();
    assertThat(killer.mayPass("after initTransactions")).isFalse();
    assertThat(killer.killed())
        .extracting(CrashPoint::step)
        .containsExactly("before flush", "after initTransactions");
  }

  @Test
  void aPointThatIsGivenUpIsTold() {
    killer.begin(CrashPlan.of(Map.of("after abortTransaction", 1), 1, 7));

    pass(5);
    assertThat(killer.mayPass("before flush")).isFalse();
    victim.ready = false;
    pass(20);
    assertThat(killer.armed()).isPresent();
    victim.ready = true;
    pass(5);

    assertThat(killer.armed()).isEmpty();
    assertThat(killer.givenUp()).containsExactly("after abortTransaction #1");
  }

  @Test
  void recordsOfInputsAndOfChangelogsAreCountedApart() {
    killer.mayPass("after input poll=12");
    killer.mayPass("after input poll=3");
    killer.mayPass("after restore poll=500");

    assertThat(killer.recordsRead()).isEqualTo(15);
    assertThat(killer.recordsRestored()).isEqualTo(500);
    assertThat(killer.seen()).isEqualTo(Map.of("after input poll", 2, "after restore poll", 1));
  }

  private void pass(int rounds) {
    for (int round = 0; round < rounds; round++) {
      killer.roundPassed();
    }
  }

  private static final class FakeVictim implements FaultTarget {
    private boolean ready = true;
    private boolean atTheGate = true;
    private int kills;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public boolean kill(int kill) {
      kills++;
      return atTheGate;
    }
  }
}
