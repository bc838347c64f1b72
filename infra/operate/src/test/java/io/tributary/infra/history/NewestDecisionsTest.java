package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewestDecisionsTest {
  private final Entries log = new Entries();

  @Test
  void keepsTheNewestInTheirOrderWhicheverPartitionComesFirst() {
    var newest = new NewestDecisions(filter(null, null, null), 2);
    var first = log.accepted("a/0#1", 1);
    var second = log.accepted("a/0#2", 2);
    var third = log.accepted("a/0#3", 3);
    newest.accept(third);
    newest.accept(first);
    newest.accept(second);
    assertThat(newest.inOrder()).containsExactly(second, third);
    assertThat(newest.matches()).isEqualTo(3);
  }

  @Test
  void filtersByClusterClientAndVerdict() {
    var ours = log.accepted("a/0#1", 1);
    var others = log.entry("a/0#2", new ClusterId(1), Verdict.ACCEPTED, RejectReason.NONE, "", 1);
    var bad = log.quarantined("b/0#1", RejectReason.NORM_BOUND);
    assertThat(filter(Entries.C0, null, null).passes(others.value())).isFalse();
    assertThat(filter(Entries.C0, null, null).passes(ours.value())).isTrue();
    assertThat(filter(null, new ClientId("a"), null).passes(bad.value())).isFalse();
    assertThat(filter(null, null, Verdict.QUARANTINED).passes(ours.value())).isFalse();
    assertThat(filter(null, new ClientId("b"), Verdict.QUARANTINED).passes(bad.value())).isTrue();
  }

  private static LedgerFilter filter(ClusterId cluster, ClientId client, Verdict verdict) {
    return new LedgerFilter(
        Optional.ofNullable(cluster), Optional.ofNullable(client), Optional.ofNullable(verdict));
  }
}
