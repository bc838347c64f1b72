package io.tributary.infra.local.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.infra.evaluate.States;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.update.WorkerReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FederationDisplayTest {
  private final FederationView view = new FederationView();
  private final Bars bars = new Bars();
  private final FederationDisplay display = new FederationDisplay(bars, "", 2, 10, 120);

  @Test
  void theEmbeddingBarIsFullOnceThereAreClusters() {
    view.accept(
        new WorkerReport(
            new ClientId("a"),
            WorkerReport.Phase.EMBEDDING,
            -1,
            Map.of("done", 64.0, "total", 120.0),
            Instant.EPOCH));
    display.show(view);
    view.accept(States.of(Map.of("a/0", new ClusterId(0))));
    display.show(view);
    display.show(view);

    assertThat(bars.named("embedding"))
        .extracting(ProgressBar::done, ProgressBar::total)
        .containsExactly(tuple(64L, 120L), tuple(120L, 120L));
  }

  @Test
  void aContinuedRunShowsNoEmbeddingBar() {
    view.accept(States.of(Map.of("a/0", new ClusterId(0))));
    display.show(view);

    assertThat(bars.named("embedding")).isEmpty();
    assertThat(bars.named("rounds")).hasSize(1);
  }

  private static final class Bars implements Progress {
    private final List<ProgressBar> shown = new ArrayList<>();

    List<ProgressBar> named(String name) {
      return shown.stream().filter(bar -> bar.name().equals(name)).toList();
    }

    @Override
    public void bar(ProgressBar bar) {
      shown.add(bar);
    }

    @Override
    public void line(String text) {}

    @Override
    public void warn(String text) {}

    @Override
    public void finish() {}
  }
}
