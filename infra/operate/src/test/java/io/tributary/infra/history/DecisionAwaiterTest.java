package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import org.junit.jupiter.api.Test;

class DecisionAwaiterTest {
  private final Entries log = new Entries();
  private final DecisionAwaiter watch =
      new DecisionAwaiter(UpdateId.parse("a/0#1"), new OperatorDecision("mira", "fine"));

  @Test
  void aReleaseEndsWithTheDecisionAfterIt() {
    watch.accept(log.decided("a/0#1", Verdict.RELEASED, "released by mira: fine").value());
    assertThat(watch.isReleased()).isTrue();
    assertThat(watch.outcome()).isEmpty();
    watch.accept(log.accepted("b/0#1", 3).value());
    assertThat(watch.outcome()).isEmpty();
    LedgerEntry accepted = log.accepted("a/0#1", 3).value();
    watch.accept(accepted);
    assertThat(watch.outcome()).hasValue(accepted);
  }

  @Test
  void theQuarantineThatWasReleasedIsNotTakenForTheAnswer() {
    watch.accept(log.quarantined("a/0#1", RejectReason.NORM_BOUND).value());
    assertThat(watch.outcome()).isEmpty();
  }

  @Test
  void anotherPersonsRulingIsNotOurs() {
    watch.accept(log.decided("a/0#1", Verdict.RELEASED, "released by noor: fine").value());
    watch.accept(log.decided("a/0#1", Verdict.DISCARDED, "discarded by noor: bad").value());
    assertThat(watch.isReleased()).isFalse();
    assertThat(watch.outcome()).isEmpty();
  }

  @Test
  void aRulingThatTheLedgerDoesNotTakeIsAnAnswer() {
    watch.accept(
        log.decided("a/0#1", Verdict.DUPLICATE, "no release (by mira: fine): it is being decided")
            .value());
    assertThat(watch.outcome().orElseThrow().verdict()).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void aCopyOfTheUpdateThatIsRefusedMeanwhileIsNoAnswer() {
    watch.accept(log.decided("a/0#1", Verdict.DUPLICATE, "same id as before").value());
    assertThat(watch.outcome()).isEmpty();
  }
}
