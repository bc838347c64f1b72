package io.tributary.aggregation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientKeysTest {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final ClientIdentity NEW = ClientIdentity.of(new byte[ClientIdentity.SEED_BYTES]);
  private static final ClientKey KEY = NEW.key();

  /** Names cost nothing: 100,000 of them, used once, closed an open federation for good. */
  @Test
  void whereAllNamesAreTakenThoseGiveWayThatNobodyUses() {
    ClientKeys keys = full();
    TaskEmbedding newcomer = announced("newcomer");
    assertThat(keys.refuse(newcomer))
        .hasValueSatisfying(why -> assertThat(ClientKeys.isForWantOfRoom(why)).isTrue());

    List<ClientId> idle = keys.idle(client -> client.value().equals("client-1"));
    assertThat(idle).hasSize(1_000).startsWith(new ClientId("client-2"), new ClientId("client-3"));
    assertThat(idle).doesNotContain(new ClientId("client-0"), new ClientId("client-1"));
    idle.forEach(keys::remove);
    assertThat(keys.refuse(newcomer)).isEmpty();
    assertThat(keys.firstUse(newcomer, START)).isPresent();
  }

  @Test
  void nobodyLosesANameWhileThereIsRoom() {
    ClientKeys keys = full();
    keys.remove(new ClientId("client-7"));
    assertThat(keys.idle(client -> false)).isEmpty();
  }

  /** The first is an operator's; each was taken a second after the one before. */
  private static ClientKeys full() {
    var taken = new ArrayList<ClientRegistration>();
    for (int i = 0; i < ClientKeys.MAX_FIRST_USES; i++) {
      OperatorDecision operatorDecision =
          i == 0 ? new OperatorDecision("mira", "ours") : ClientRegistration.FIRST_USE;
      taken.add(
          new ClientRegistration(
              new ClientId("client-" + i), KEY, operatorDecision, START.plusSeconds(i)));
    }
    return new ClientKeys(MembershipSettings.open(), taken);
  }

  private static TaskEmbedding announced(String client) {
    var slot = new SlotId(new ClientId(client), 0);
    return new TaskEmbedding(slot, 1, "mini@00", 9, new float[] {0, 1}, 0.1, START)
        .signedBy(NEW, "test");
  }
}
