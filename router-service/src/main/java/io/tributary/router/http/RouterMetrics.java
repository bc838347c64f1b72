package io.tributary.router.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.tributary.http.HttpReply;
import io.tributary.http.manage.ProcessMetrics;
import io.tributary.router.catalog.CatalogSnapshot;
import io.tributary.router.route.RoutingDecision;
import io.tributary.schemas.process.CodeVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The router's Prometheus metrics; labels are bounded, and never a client or a text. */
public final class RouterMetrics {
  private static final Duration[] DURATION_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  /** The values of the label {@code operation}. */
  private static final List<String> OPERATIONS = List.of("route", "predict");

  private final ProcessMetrics process;
  private final PrometheusMeterRegistry registry;
  private final Map<RoutingDecision.Kind, Counter> requests =
      new EnumMap<>(RoutingDecision.Kind.class);
  private final Histogram margin;

  /** Returns the metrics of this build. */
  public static RouterMetrics of(SnapshotView snapshotView) {
    return new RouterMetrics(snapshotView, CodeVersion.text());
  }

  RouterMetrics(SnapshotView snapshotView, String version) {
    process = new ProcessMetrics(version);
    registry = process.registry();
    OPERATIONS.forEach(this::duration);
    for (RoutingDecision.Kind kind : RoutingDecision.Kind.values()) {
      requests.put(
          kind,
          Counter.builder("tributary.route.requests")
              .description("inputs decided")
              .tag("decision", kind.wireName())
              .register(registry));
    }
    // Prometheus' own histogram: Micrometer's rounds values up to whole numbers, margins are below
    // 2.
    margin =
        Histogram.builder()
            .name("tributary_route_margin")
            .help("how much farther the runner-up's centroid is than the chosen one's")
            .withoutExemplars()
            .classicOnly()
            .classicUpperBounds(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
            .register(registry.getPrometheusRegistry());
    for (String reason : snapshotView.skippedVersions().get().keySet()) {
      FunctionCounter.builder(
              "tributary.adapter.versions.skipped",
              snapshotView,
              v -> v.skippedVersions().get().get(reason))
          .description("published adapter versions that could not be used")
          .tag("reason", reason)
          .register(registry);
    }
    gauge(
        "tributary.state.age.seconds",
        "time since the newest record that the router routes by was applied",
        snapshotView,
        snapshot -> snapshotView.age(snapshot).toMillis() / 1000.0);
    gauge(
        "tributary.cluster.count",
        "clusters routed to",
        snapshotView,
        snapshot -> snapshot.table().state().clusters().size());
    gauge(
        "tributary.cluster.epoch",
        "clustering epoch routed by",
        snapshotView,
        snapshot -> snapshot.table().state().epoch());
  }

  /**
   * Registers a gauge, which is NaN (Prometheus reads it as no value) while there is no snapshot.
   */
  private void gauge(
      String name,
      String description,
      SnapshotView snapshotView,
      ToDoubleFunction<CatalogSnapshot> value) {
    Gauge.builder(
            name,
            snapshotView,
            v -> v.newest().get().map(s -> value.applyAsDouble(s)).orElse(Double.NaN))
        .description(description)
        .register(registry);
  }

  /** Counts a decision by its kind and records its margin, if it has one. */
  void decided(RoutingDecision decision) {
    requests.get(decision.kind()).increment();
    decision.margin().ifPresent(margin::observe);
  }

  /** Measures an operation, failed ones included. */
  HttpReply timed(String operation, Supplier<HttpReply> work) {
    return duration(operation).record(work);
  }

  private Timer duration(String operation) {
    return Timer.builder("tributary.route.duration")
        .description("time of one request, queue and inference included")
        .tag("operation", operation)
        .serviceLevelObjectives(DURATION_BUCKETS)
        .register(registry);
  }

  /** Returns all metrics in Prometheus' text format. */
  public String scrape() {
    return process.scrape();
  }

  /** Returns the metrics that every process has; the router's are registered with them. */
  ProcessMetrics process() {
    return process;
  }
}
