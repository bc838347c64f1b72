package io.tributary.worker.manage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.http.manage.ProcessMetrics;
import io.tributary.schemas.update.WorkerReport;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The worker's Prometheus metrics, of all its clients together since its start: labels are bounded,
 * and never a client.
 */
public final class WorkerMetrics {
  private final ProcessMetrics process;
  private final MeterRegistry registry;
  private final LongAdder steps = new LongAdder();
  private final DoubleAdder seconds = new DoubleAdder();
  private final Counter rounds;
  private final Counter adapters;
  private volatile double loss = Double.NaN;

  /**
   * Metrics that have counted nothing yet.
   *
   * @param version of the build
   */
  public WorkerMetrics(String version) {
    process = new ProcessMetrics(version);
    registry = process.registry();
    FunctionTimer.builder(
            "tributary.train.step",
            this,
            metrics -> metrics.steps.sum(),
            metrics -> metrics.seconds.sum(),
            TimeUnit.SECONDS)
        .description("optimiser steps of published rounds, and the time spent inside them")
        .register(registry);
    Gauge.builder("tributary.train.loss", this, metrics -> metrics.loss)
        .description("mean loss of the last step's batch, of the round published last")
        .register(registry);
    rounds =
        Counter.builder("tributary.train.rounds")
            .description("rounds trained and published")
            .register(registry);
    adapters =
        Counter.builder("tributary.adapters.received")
            .description("versions that came down whole, with the right digest")
            .register(registry);
  }

  /** From now on also publishes how far the topics are read: 1 for the state that it is in. */
  public void watch(Supplier<FollowerState> state) {
    for (FollowerState possible : FollowerState.values()) {
      Gauge.builder("tributary.follower.state", () -> state.get() == possible ? 1 : 0)
          .description("1 for the state that the reading of the topics is in")
          .tag("state", possible.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  /** Takes the figures of a published round; other reports change nothing. */
  void reported(WorkerReport report) {
    if (report.phase() == WorkerReport.Phase.PUBLISHED) {
      rounds.increment();
      steps.add(report.values().getOrDefault("steps", 0.0).longValue());
      seconds.add(report.values().getOrDefault("seconds", 0.0));
      loss = report.values().getOrDefault("loss", Double.NaN);
    }
  }

  void received() {
    adapters.increment();
  }

  /** Returns the metrics that every process has; the worker's are registered with them. */
  ProcessMetrics process() {
    return process;
  }

  /** Returns all metrics in Prometheus' text format. */
  public String scrape() {
    return process.scrape();
  }
}
