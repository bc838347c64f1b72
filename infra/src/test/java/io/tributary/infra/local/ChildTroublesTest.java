package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.settings.Failure;
import org.junit.jupiter.api.Test;

class ChildTroublesTest {
  @Test
  void whatAChildToldIsTheFailureOfTheRun() {
    Failure failure =
        ChildTroubles.asFailure(
            new ChildFailedException("worker: too many", 4, "TOO_MANY_SLOTS", "Lower --slots."));
    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure.code()).isEqualTo("TOO_MANY_SLOTS");
    assertThat(failure).hasMessage("worker: too many");
    assertThat(failure.hint())
        .isEqualTo("Lower --slots; then repeat the command: it continues where it stopped.");
  }

  @Test
  void aChildThatDiedWithoutAWordIsADomainFailure() {
    Failure failure = ChildTroubles.asFailure(new ChildFailedException("worker died", 137));
    assertThat(failure.kind()).isEqualTo(Failure.Kind.DOMAIN);
    assertThat(failure.code()).isEqualTo("CHILD_FAILED");
    assertThat(failure.hint()).startsWith("Do what this says");
  }
}
