package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
  void neverWaitsLessAfterMoreFailures(@ForAll @IntRange(max = 1000) int fastDeaths) {
    assertThat(policy.backoff(fastDeaths + 1)).isGreaterThanOrEqualTo(policy.backoff(fastDeaths));
  }

  @Example
  void forgetsFailuresAfterLongLife() {
    assertThat(policy.fastDeathsAfter(5, Duration.ofSeconds(1))).isEqualTo(6);
    assertThat(policy.fastDeathsAfter(5, Duration.ofMinutes(1))).isZero();
    assertThat(policy.givesUpAfter(7)).isFalse();
    assertThat(policy.givesUpAfter(8)).isTrue();
  }

  @Example
  void namesTheBoundOfTheBackoff() {
    assertThatThrownBy(
            () -> new RestartPolicy(Duration.ofSeconds(9), Duration.ofSeconds(5), Duration.ZERO, 1))
        .hasMessageContaining("restart.first-backoff must be in 0..PT5S, was PT9S");
  }
}
