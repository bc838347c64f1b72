package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RestartPolicyTest {

  private final RestartPolicy policy = RestartPolicy.DEFAULT;

  @Example
  void doublesFrom200MillisecondsTo5Seconds() {
    assertThat(
            java.util.stream.IntStream.rangeClosed(0, 8)
                .mapToLong(i -> policy.backoff(i).toMillis()))
        .containsExactly(200L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
  }

  @Property
  void neverWaitsLessAfterMoreFailures(@ForAll @IntRange(max = 1000) int vainLives) {
    assertThat(policy.backoff(vainLives + 1)).isGreaterThanOrEqualTo(policy.backoff(vainLives));
  }

  @Example
  void forgetsVainLivesAfterALongOne() {
    assertThat(policy.vainLivesAfter(4, death(Duration.ofSeconds(59)))).isEqualTo(5);
    assertThat(policy.vainLivesAfter(4, death(Duration.ofMinutes(1)))).isZero();
    assertThat(policy.givesUpAfter(5)).isFalse();
    assertThat(policy.givesUpAfter(6)).isTrue();
  }

  @Example
  void whoSaysWhyItEndsLivedInVainEvenIfItLivedLonger() {
    StartupFailure full = new StartupFailure("STATE_UNWRITABLE", "no space", "free some");
    ChildDeath slow = new ChildDeath(1, Optional.of(full), true, Duration.ofMinutes(9));
    assertThat(policy.vainLivesAfter(4, slow)).isEqualTo(5);
    assertThat(slow.text()).isEqualTo("ended: no space");
  }

  private static ChildDeath death(Duration lived) {
    return new ChildDeath(137, Optional.empty(), true, lived);
  }

  @Example
  void whoNeverWasReadyLivedInVainHoweverLongItTried() {
    var restoring = new ChildDeath(137, Optional.empty(), false, Duration.ofHours(1));
    assertThat(policy.vainLivesAfter(4, restoring)).isEqualTo(5);
  }

  @Example
  void namesTheBoundOfTheBackoff() {
    assertThatThrownBy(
            () ->
                new RestartPolicy(
                    Duration.ofSeconds(9), Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO, 1))
        .hasMessageContaining("restart.first-backoff must be in 0..PT5S, was PT9S");
  }
}
