package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.local.Warnings;
import io.tributary.schemas.settings.Failure;
import org.junit.jupiter.api.Test;

class ChildTroublesTest {
  private final ChildFailedException died = new ChildFailedException("aggregator died", 137);

  private final Warnings progress = new Warnings();
  private final ChildTroubles troubles = new ChildTroubles(progress);

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

  @Test
  void whileTheRunLearnsAChildThatIsGivenUpEndsIt() {
    troubles.gaveUp("aggregator", died);
    assertThat(progress.warned).isEmpty();
    assertThatThrownBy(troubles::check).isInstanceOf(Failure.class).hasMessage("aggregator died");
  }

  @Test
  void afterwardsItIsSaidAtOnceAndOnce() {
    troubles.gaveUp("worker", new ChildFailedException("worker died", 137));
    troubles.sayAtOnce();
    assertThat(progress.warned).singleElement().asString().startsWith("worker is given up");
    troubles.gaveUp("aggregator", died);
    troubles.sayAtOnce();
    assertThat(progress.warned)
        .hasSize(2)
        .last()
        .asString()
        .contains("aggregator is given up and will not be started again", "aggregator died")
        .contains("repeat the command");
  }
}
