package io.tributary.infra.local;

import io.tributary.infra.local.result.LocalRunStages.Stage;
import io.tributary.infra.local.watch.ByteCounters;
import io.tributary.infra.local.watch.FederationDisplay;
import io.tributary.infra.local.watch.FederationLog;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.infra.local.watch.FederationWaiting;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Watches one federation until every cluster that has members has reached its version. */
final class FederationRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long QUIET_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long DEAD_NANOS = Duration.ofMinutes(15).toNanos();

  private final FederationView view = new FederationView();
  private final ByteCounters byteCounters = new ByteCounters();
  private final FederationLog log;
  private final Progress progress;
  private final String label;
  private final int target;

  /** The time since which nothing has moved, and when the reason was last reported. */
  private record Silence(long movements, long since, long saidAt) {}

  FederationRun(
      LocalServices services,
      FederationConnection connection,
      TopicCatalogue topics,
      FederationPlan plan,
      int target,
      Progress progress) {
    this.log =
        new FederationLog(
            connection, topics, Codecs.of(services.registry(), topics), view, byteCounters);
    this.progress = progress;
    this.label = plan.label();
    this.target = target;
    log.catchUp();
  }

  FederationView view() {
    return view;
  }

  ByteCounters traffic() {
    return byteCounters;
  }

  boolean reached() {
    return view.completedRounds() >= target;
  }

  /**
   * Returns when the target is reached.
   *
   * @param tools of the run
   * @param steps per update, for the progress
   * @param completed called each time that all clusters have completed a round
   * @throws Failure TIMEOUT when nothing moves for very long
   */
  void await(LocalRunTools tools, int steps, IntConsumer completed) {
    FederationDisplay display =
        new FederationDisplay(progress, label, target, steps, tools.trainRows());
    Silence silence = new Silence(view.movements(), System.nanoTime(), System.nanoTime());
    int rounds = view.completedRounds();
    while (!reached()) {
      log.poll(POLL);
      tools.troubles().check();
      tools.stages().enter(stage());
      display.show(view);
      silence = listen(silence, tools.clients());
      if (view.completedRounds() > rounds) {
        rounds = view.completedRounds();
        completed.accept(rounds);
      }
    }
    display.show(view);
  }

  private Stage stage() {
    if (view.state().isPresent()) {
      return Stage.LEARN;
    }
    return view.latest().isEmpty() ? Stage.START : Stage.EMBED;
  }

  private Silence listen(Silence last, int clients) {
    long now = System.nanoTime();
    if (view.movements() != last.movements()) {
      return new Silence(view.movements(), now, now);
    }
    String waiting = FederationWaiting.text(view, clients, target);
    if (now - last.since() > DEAD_NANOS) {
      throw new Failure(
          Failure.Kind.TIMEOUT,
          "NOTHING_MOVES",
          "nothing has moved for %d minutes: %s"
              .formatted(Duration.ofNanos(now - last.since()).toMinutes(), waiting),
          "See the logs in the state directory, then repeat the command to continue.");
    }
    if (now - last.saidAt() > QUIET_NANOS) {
      progress.warn(
          "nothing has moved for %d s: %s"
              .formatted(Duration.ofNanos(now - last.since()).toSeconds(), waiting));
      return new Silence(last.movements(), last.since(), now);
    }
    return last;
  }

  /** Reads what arrived after the target was reached. */
  void catchUp() {
    log.catchUp();
  }

  @Override
  public void close() {
    log.close();
  }
}
