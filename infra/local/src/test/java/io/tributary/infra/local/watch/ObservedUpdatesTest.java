package io.tributary.infra.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservedUpdatesTest {
  private final ObservedUpdates updates = new ObservedUpdates();

  @Test
  void onlyWhatTheLedgerAcceptedCounts() {
    updates.sent(update("a/0", 1));
    updates.sent(update("b/0", 1));
    updates.accepted(update("a/0", 1).id());
    assertThat(updates.accepted()).containsExactly(update("a/0", 1));
    assertThat(updates.all()).containsExactlyInAnyOrder(update("a/0", 1), update("b/0", 1));
    assertThat(updates.find(update("b/0", 1).id())).isEmpty();
  }

  @Test
  void theTopicsHaveNoCommonOrder() {
    updates.accepted(update("a/0", 1).id());
    updates.sent(update("a/0", 1));
    updates.sent(update("a/0", 1));
    assertThat(updates.accepted()).containsExactly(update("a/0", 1));
    assertThat(updates.all()).hasSize(1);
  }

  @Test
  void aFloodTakesNothingFromAnyoneElse() {
    updates.sent(update("honest/0", 1));
    for (int sequence = 1; sequence <= 200_000; sequence++) {
      updates.sent(update("evil/0", sequence));
    }
    assertThat(updates.all()).hasSize(1 + ObservedUpdates.MOST_OF_A_CLIENT);
    updates.accepted(update("honest/0", 1).id());
    assertThat(updates.accepted()).hasSize(1);
  }

  @Test
  void holdsSoManyClients() {
    for (int client = 0; client < 3 * ObservedUpdates.MOST_CLIENTS; client++) {
      updates.sent(update("c" + client + "/0", 1));
    }
    assertThat(updates.all()).hasSize(ObservedUpdates.MOST_CLIENTS);
  }

  private static ObservedUpdate update(String slot, long sequence) {
    return new ObservedUpdate(
        new UpdateId(SlotId.parse(slot), sequence),
        new ClusterId(0),
        0,
        10,
        0.5,
        Instant.EPOCH,
        Duration.ZERO);
  }
}
