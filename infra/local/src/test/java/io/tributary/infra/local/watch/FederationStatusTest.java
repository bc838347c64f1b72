package io.tributary.infra.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.window.OpenWindow;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FederationStatusTest {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  @Test
  void namesWhomTheFirstClusteringWaitsFor() {
    FederationView view = new FederationView();
    announce(view, "whole/0", 1);
    announce(view, "half/0", 2);
    view.announced(START.plusSeconds(5));
    view.announced(START);
    FederationStatus status = FederationStatus.of(view, Optional.empty(), START.plusSeconds(60));
    assertThat(status.windows()).isEmpty();
    assertThat(status.clustering().complete()).isEqualTo(1);
    assertThat(status.clustering().since()).isEqualTo("2026-01-05T10:00:00Z");
    assertThat(status.clustering().incomplete()).containsExactly("half (1 of 2 slots)");
  }

  @Test
  void saysWhatClosesAWindow() {
    assertThat(closing(WindowSettings.Close.COUNT, 0).text()).isEqualTo("when all have sent one");
    assertThat(closing(WindowSettings.Close.COUNT, 5).text()).isEqualTo("with 5 updates, has 1");
    assertThat(closing(WindowSettings.Close.COUNT, 5).at()).isEmpty();
    WindowDeadline either = closing(WindowSettings.Close.EITHER, 0);
    assertThat(either.text()).isEqualTo("when all have sent one, or at 2026-01-05T10:10:00Z");
    assertThat(either.at()).hasValue(START.plusSeconds(600));
    assertThat(closing(WindowSettings.Close.BOTH, 0).text())
        .isEqualTo("when all have sent one, and then at 2026-01-05T10:10:00Z at the earliest");
  }

  @Test
  void saysThatAWindowDoesNotWaitForTheAbsent() {
    assertThat(
            WindowDeadline.of(
                    window(Optional.of(START), List.of("a/0")),
                    settings(WindowSettings.Close.COUNT, 0).withQuorum(0.5))
                .text())
        .isEqualTo("when all have sent one, but for those that stay away");
  }

  @Test
  void noTimeRunsInAWindowThatCountsNothing() {
    WindowDeadline windowDeadline =
        WindowDeadline.of(
            window(Optional.empty(), List.of()), settings(WindowSettings.Close.TIME, 0));
    assertThat(windowDeadline.text()).isEqualTo("10m after its first update");
    assertThat(windowDeadline.at()).isEmpty();
  }

  private static WindowDeadline closing(WindowSettings.Close close, int minUpdates) {
    return WindowDeadline.of(
        window(Optional.of(START), List.of("a/0")), settings(close, minUpdates));
  }

  private static OpenWindow window(Optional<Instant> first, List<String> counted) {
    var slots = new TreeSet<SlotId>();
    counted.forEach(slot -> slots.add(SlotId.parse(slot)));
    return new OpenWindow(new ClusterId(0), 1, START, first, slots, new TreeMap<>(), List.of());
  }

  private static WindowSettings settings(WindowSettings.Close close, int minUpdates) {
    WindowSettings rounds = WindowSettings.rounds();
    return new WindowSettings(
        close,
        minUpdates,
        Duration.ofMinutes(9),
        Duration.ofMinutes(1),
        rounds.maxClockSkew(),
        rounds.maxStaleness(),
        rounds.staleness(),
        rounds.weighting(),
        0,
        rounds.norms());
  }

  private static void announce(FederationView view, String slot, int slots) {
    view.accept(new TaskEmbedding(SlotId.parse(slot), slots, "m", 9, new float[] {1}, 0, START));
  }
}
