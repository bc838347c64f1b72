package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.http.OpenConnections.Departure;
import io.tributary.http.OpenConnections.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who must go, and when, by a clock that the test moves; connections are their names. */
class OpenConnectionsTest {
  private static final PortSettings SETTINGS =
      new PortSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          1000,
          Duration.ofSeconds(30),
          4,
          2,
          Set.of());

  private final Map<String, Long> heard = new HashMap<>();
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();
  private final OpenConnections<String> connections =
      new OpenConnections<>(SETTINGS, 100_000, () -> nanos);

  @Test
  void aNewConnectionHasTheTimeOfAHead() {
    open("a");
    pass(10_000);
    assertThat(overdue()).isEmpty();
    pass(1);
    assertThat(overdue()).containsExactly(new Departure<>("a", Reason.SILENT));
    assertThat(connections.size()).isZero();
  }

  @Test
  void aHeadHasNoMoreTimeHoweverManyOfItsBytesCome() {
    open("a");
    for (int second = 1; second <= 10; second++) {
      pass(1_000);
      heard.put("a", (long) second);
      assertThat(overdue()).isEmpty();
    }
    pass(1);
    assertThat(overdue()).containsExactly(new Departure<>("a", Reason.TOO_SLOW));
  }

  @Test
  void anIdleConnectionHasLongerUntilItBeginsTheNextHead() {
    open("a");
    answerOne("a", 100);
    pass(29_000);
    assertThat(overdue()).isEmpty();
    heard.put("a", 101L);
    assertThat(overdue()).isEmpty();
    pass(10_001);
    assertThat(overdue()).containsExactly(new Departure<>("a", Reason.TOO_SLOW));
    open("b");
    answerOne("b", 100);
    pass(30_001);
    assertThat(overdue()).containsExactly(new Departure<>("b", Reason.SILENT));
  }

  @Test
  void aBodyMustKeepTheRateOnceItsGraceIsOver() {
    open("a");
    connections.body("a");
    connections.received("a", 2_000);
    pass(7_000);
    assertThat(overdue()).isEmpty();
    connections.received("a", 10);
    pass(11);
    assertThat(overdue()).containsExactly(new Departure<>("a", Reason.TOO_SLOW));
  }

  @Test
  void aBodyThatKeepsTheRateHasItsTimeAndNoMore() {
    open("a");
    connections.body("a");
    connections.received("a", 90_000);
    pass(60_000);
    assertThat(overdue()).isEmpty();
    pass(1);
    assertThat(overdue()).containsExactly(new Departure<>("a", Reason.TOO_SLOW));
  }

  @Test
  void whatWeTakeForTheWorkIsNotTheCallersFault() {
    open("a");
    assertThat(connections.work("a")).isTrue();
    pass(3_600_000);
    assertThat(overdue()).isEmpty();
    assertThat(connections.answer("a", 10_000)).isTrue();
    pass(15_000);
    assertThat(overdue()).isEmpty();
    pass(1);
    assertThat(overdue()).containsExactly(new Departure<>("a", Reason.SILENT));
  }

  @Test
  void theLongestWaitingOfTheAddressGoesForItsNewcomer() {
    connections.opened("stranger", "x");
    pass(1);
    open("old");
    connections.work("old");
    pass(1);
    open("middle");
    pass(1);
    assertThat(open("new")).containsExactly(new Departure<>("middle", Reason.CROWDED_OUT));
    assertThat(connections.body("middle")).isFalse();
    assertThat(connections.work("middle")).isFalse();
    assertThat(connections.answer("middle", 1)).isFalse();
    assertThat(connections.work("new")).isTrue();
    assertThat(open("one more")).containsExactly(new Departure<>("one more", Reason.CROWDED_OUT));
  }

  @Test
  void theLongestWaitingOfAllGoesWhenThereAreTooMany() {
    for (int i = 0; i < 4; i++) {
      assertThat(connections.opened("c" + i, "address " + i)).isEmpty();
      pass(1);
    }
    answerOne("c0", 1);
    assertThat(connections.opened("c4", "address 4"))
        .containsExactly(new Departure<>("c1", Reason.CROWDED_OUT));
    connections.closed("c2");
    assertThat(connections.opened("c5", "address 5")).isEmpty();
  }

  @Test
  void theOldestBodyGoesWhenAllBodiesTogetherAreTooLarge() {
    open("a");
    connections.body("a");
    pass(1);
    open("b");
    connections.body("b");
    assertThat(connections.received("a", 60_000)).isEmpty();
    assertThat(connections.received("b", 40_000)).isEmpty();
    assertThat(connections.received("b", 1)).contains(new Departure<>("a", Reason.CROWDED_OUT));
    assertThat(connections.received("b", 59_999)).isEmpty();
    assertThat(connections.received("b", 1)).contains(new Departure<>("b", Reason.CROWDED_OUT));
    assertThat(connections.received("a", 1)).isEmpty();
  }

  @Test
  void aBodyCountsUntilItsAnswerIsTaken() {
    open("a");
    connections.body("a");
    connections.received("a", 100_000);
    connections.work("a");
    open("b");
    connections.body("b");
    assertThat(connections.received("b", 1)).contains(new Departure<>("b", Reason.CROWDED_OUT));
    connections.answered("a", 100_000);
    open("c");
    connections.body("c");
    assertThat(connections.received("c", 100_000)).isEmpty();
  }

  @Test
  void comesToRestOnceAnswersAreTaken() throws InterruptedException {
    open("a");
    connections.work("a");
    assertThat(connections.awaitRest(Duration.ofMillis(1))).isFalse();
    connections.answered("a", 1);
    open("b");
    connections.body("b");
    assertThat(connections.awaitRest(Duration.ofMillis(1))).isTrue();
  }

  private List<Departure<String>> open(String name) {
    heard.put(name, 0L);
    return connections.opened(name, "home");
  }

  private void answerOne(String name, long bytes) {
    heard.put(name, bytes);
    connections.work(name);
    connections.answer(name, 1);
    connections.answered(name, bytes);
  }

  private void pass(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }

  private List<Departure<String>> overdue() {
    return connections.overdue(name -> heard.getOrDefault(name, 0L));
  }
}
