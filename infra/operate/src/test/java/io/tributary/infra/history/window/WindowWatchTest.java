package io.tributary.infra.history.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.Entries;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowWatchTest {
  private final Entries log = new Entries();
  private final WindowWatch watch = new WindowWatch();

  @Test
  void beforeAClusteringNoWindowIsOpen() {
    watch.accept(log.accepted("a/0#1", 1).value());
    assertThat(watch.windows(client -> false)).isEmpty();
  }

  @Test
  void theFirstWindowWaitsForAllMembersSinceTheClustering() {
    members("a/0", "b/0");
    OpenWindow window = only();
    assertThat(window.version()).isEqualTo(1);
    assertThat(window.since()).isEqualTo(Entries.START);
    assertThat(window.first()).isEmpty();
    assertThat(window.awaited()).containsExactly(SlotId.parse("a/0"), SlotId.parse("b/0"));
  }

  @Test
  void whoWasCountedOrRefusedOrBlockedIsNotAwaited() {
    members("a/0", "b/0", "c/0", "d/0");
    watch.accept(log.accepted("a/0#1", 1).value());
    watch.accept(log.quarantined("b/0#1", RejectReason.NORM_BOUND).value());
    OpenWindow window = watch.windows(new ClientId("c")::equals).get(0);
    assertThat(window.counted()).containsExactly(SlotId.parse("a/0"));
    assertThat(window.first()).hasValue(Entries.START);
    assertThat(window.refused()).containsOnlyKeys(SlotId.parse("b/0"));
    assertThat(window.awaited()).containsExactly(SlotId.parse("d/0"));
  }

  @Test
  void aNewVersionOpensTheNextWindowForAll() {
    members("a/0", "b/0");
    watch.accept(log.quarantined("b/0#1", RejectReason.NORM_BOUND).value());
    watch.accept(log.accepted("a/0#1", 1).value());
    watch.accept(log.accepted("a/0#2", 2).value());
    var version = log.version(1, "a/0#1").value();
    watch.accept(version);
    OpenWindow window = only();
    assertThat(window.version()).isEqualTo(2);
    assertThat(window.since()).isEqualTo(version.publishedAt());
    assertThat(window.counted()).containsExactly(SlotId.parse("a/0"));
    assertThat(window.awaited()).containsExactly(SlotId.parse("b/0"));
  }

  @Test
  void theOrderOfTheTopicsDoesNotMatter() {
    var version = log.version(1, "a/0#1").value();
    watch.accept(version);
    watch.accept(log.accepted("a/0#2", 2).value());
    members("a/0", "b/0");
    assertThat(only().awaited()).containsExactly(SlotId.parse("b/0"));
  }

  private OpenWindow only() {
    List<OpenWindow> windows = watch.windows(client -> false);
    assertThat(windows).hasSize(1);
    return windows.get(0);
  }

  private void members(String... slots) {
    var assignments = new TreeMap<SlotId, ClusterId>();
    for (String slot : slots) {
      assignments.put(SlotId.parse(slot), Entries.C0);
    }
    watch.accept(
        new ClusterState(
            1,
            1,
            "m",
            List.of(new ClusterCentroid(Entries.C0, new float[] {1}, 1)),
            assignments,
            Set.of(),
            Entries.START));
  }
}
