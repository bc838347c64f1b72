package io.tributary.worker.slot;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.exchange.StatusPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reports one client's progress, at most once a second while a phase lasts. */
public final class ClientProgress {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ClientId client;
  private final StatusPublisher statusPublisher;
  private final Clock clock;
  private Phase lastPhase;
  private Instant lastAt = Instant.MIN;

  public ClientProgress(ClientId client, StatusPublisher statusPublisher, Clock clock) {
    this.client = client;
    this.statusPublisher = statusPublisher;
    this.clock = clock;
  }

  /** Reports a step within a phase; the report may be dropped. */
  void step(Phase phase, Map<String, Double> values) {
    if (phase != lastPhase || !clock.instant().isBefore(lastAt.plus(PAUSE))) {
      say(phase, -1, values);
    }
  }

  /** Reports the beginning of a phase, once. */
  public void enter(Phase phase) {
    if (phase != lastPhase) {
      say(phase, -1, Map.of());
    }
  }

  /** Reports at once, however recent the last report is. */
  public void say(Phase phase, int slot, Map<String, Double> values) {
    lastPhase = phase;
    lastAt = clock.instant();
    statusPublisher.report(new WorkerReport(client, phase, slot, values, lastAt));
  }
}
