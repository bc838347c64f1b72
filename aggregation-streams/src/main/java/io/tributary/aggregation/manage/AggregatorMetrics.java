package io.tributary.aggregation.manage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.aggregation.topology.StreamsState;
import io.tributary.aggregation.topology.TopologyListener;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClusterId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The aggregator's Prometheus metrics, of this process since its start; labels are bounded, and
 * never a client. After an aborted transaction counters run ahead of the topics, see {@link
 * TopologyListener}.
 */
public final class AggregatorMetrics implements TopologyListener {
  /** What an update is decided to be. */
  private enum Result {
    ACCEPTED,
    QUARANTINED,
    DUPLICATE,
    STALE
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Result, Counter> updates = new EnumMap<>(Result.class);
  private final Map<RejectReason, Counter> quarantine = new EnumMap<>(RejectReason.class);
  private final DistributionSummary staleness;
  private final AtomicReference<ClusterState> clusters = new AtomicReference<>();
  private final Map<ClusterId, AtomicReference<List<TensorAgreement>>> agreement =
      new ConcurrentHashMap<>();

  /** Metrics of a build, all at zero. */
  public AggregatorMetrics(String version) {
    for (Result result : Result.values()) {
      updates.put(
          result,
          Counter.builder("tributary.updates.received")
              .description("updates decided; one that a person released is decided again")
              .tag("result", result.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (RejectReason reason : RejectReason.values()) {
      if (reason != RejectReason.NONE) {
        quarantine.put(
            reason,
            Counter.builder("tributary.quarantine.records")
                .description("records set aside")
                .tag("reason", reason.name())
                .register(registry));
      }
    }
    // The lowest bucket counts the fresh updates: bucket bounds must be positive.
    staleness =
        DistributionSummary.builder("tributary.update.staleness.versions")
            .description("versions that the bases of accepted updates lagged behind")
            .serviceLevelObjectives(0.5, 1, 2, 3, 5, 10)
            .register(registry);
    Gauge.builder("tributary.cluster.count", () -> clusterCount())
        .description("clusters of the newest clustering, where this process does the clustering")
        .register(registry);
    Gauge.builder("tributary.cluster.epoch", () -> clusterEpoch())
        .description("epoch of the newest clustering, where this process does the clustering")
        .register(registry);
    Gauge.builder("tributary.build.info", () -> 1)
        .description("always 1")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  /** From now on also publishes the state of the topology: 1 for the state that it is in. */
  public void watch(Supplier<StreamsState> state) {
    for (StreamsState possible : StreamsState.values()) {
      Gauge.builder("tributary.streams.state", () -> state.get() == possible ? 1 : 0)
          .description("1 for the state that Kafka Streams is in")
          .tag("state", possible.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  /**
   * From now on also publishes the progress of restoring.
   *
   * @param remaining records of changelogs that are still to be read; NaN is published where it
   *     throws
   */
  public void watchRestore(LongSupplier remaining) {
    Gauge.builder("tributary.restore.remaining.records", remaining::getAsLong)
        .description("changelog records that the stores here are behind, standbys among them")
        .register(registry);
  }

  @Override
  public void decided(LedgerEntry entry) {
    switch (entry.verdict()) {
      case ACCEPTED -> {
        updates.get(Result.ACCEPTED).increment();
        staleness.record(entry.staleness());
      }
      case DUPLICATE -> updates.get(Result.DUPLICATE).increment();
      case QUARANTINED ->
          updates.get(isStale(entry.reason()) ? Result.STALE : Result.QUARANTINED).increment();
      default -> {
        // The entry is a person's decision, or a strategy's choice, about an update received
        // before.
      }
    }
  }

  @Override
  public void setAside(RejectReason reason) {
    quarantine.get(reason).increment();
  }

  @Override
  public void clustered(ClusterState state) {
    clusters.set(state);
  }

  /**
   * Clusters that have members are few; of those that somebody made up, no version is published.
   */
  @Override
  public void published(AdapterManifest manifest) {
    if (!manifest.agreement().isEmpty()) {
      agreement
          .computeIfAbsent(manifest.version().cluster(), this::agreementOf)
          .set(manifest.agreement());
    }
  }

  private AtomicReference<List<TensorAgreement>> agreementOf(ClusterId cluster) {
    var newest = new AtomicReference<List<TensorAgreement>>(List.of());
    Gauge.builder(
            "tributary.agreement.mean.factor",
            () -> overall(newest.get(), TensorAgreement::factorSum))
        .description("mean factor of agreement among the newest version's contributors")
        .tag("cluster", cluster.toString())
        .register(registry);
    Gauge.builder(
            "tributary.agreement.conflict.rate",
            () -> overall(newest.get(), TensorAgreement::conflicts))
        .description("share of the newest version's coordinates that are within a standard error")
        .tag("cluster", cluster.toString())
        .register(registry);
    return newest;
  }

  /** The mean over all counted coordinates; NaN if there are none. */
  private static double overall(
      List<TensorAgreement> tensors, ToDoubleFunction<TensorAgreement> sum) {
    return tensors.stream().mapToDouble(sum).sum()
        / tensors.stream().mapToLong(TensorAgreement::coordinates).sum();
  }

  /** Returns all metrics in Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }

  private static boolean isStale(RejectReason reason) {
    return reason == RejectReason.STALE_BASE || reason == RejectReason.STALE_EPOCH;
  }

  /** NaN, which Prometheus reads as no value, while none is known. */
  private double clusterCount() {
    ClusterState newest = clusters.get();
    return newest == null ? Double.NaN : newest.clusters().size();
  }

  private double clusterEpoch() {
    ClusterState newest = clusters.get();
    return newest == null ? Double.NaN : newest.epoch();
  }
}
