package io.tributary.aggregation.manage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.aggregation.topology.StreamsState;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.http.manage.ProcessMetrics;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The aggregator's Prometheus metrics, of this process since its start; labels are bounded, and
 * never a client. After an aborted transaction counters run ahead of the topics, see {@link
 * TopologyListener}.
 */
public final class AggregatorMetrics implements TopologyListener {
  private static final double MEBIBYTE = 1 << 20;

  /** The processors of the topology. */
  private static final List<String> STAGES = List.of("clustering", "ledger", "merge");

  /** The outcome of a decision on an update. */
  private enum Result {
    ACCEPTED,
    QUARANTINED,
    DUPLICATE,
    STALE
  }

  private final ProcessMetrics process;
  private final MeterRegistry registry;
  private final Clock clock;
  private final AggregationTimes times;
  private final ClusterMetrics clusters;
  private final Map<Result, Counter> updates = new EnumMap<>(Result.class);
  private final Map<RejectReason, Counter> quarantine = new EnumMap<>(RejectReason.class);
  private final Map<String, Counter> stages = new HashMap<>();
  private final Map<Class<?>, Counter> events = new HashMap<>();
  private final Map<ClusterId, Integer> incomplete = new ConcurrentHashMap<>();
  private final DistributionSummary staleness;
  private final DistributionSummary bytes;
  private final Timer lag;

  /** Creates the metrics of a build, all at zero. */
  public AggregatorMetrics(String version) {
    this(version, Clock.systemUTC(), System::nanoTime);
  }

  /**
   * Metrics by other clocks.
   *
   * @param clock the machine's, to which the brokers' times are compared
   * @param nanos a clock that never goes back
   */
  AggregatorMetrics(String version, Clock clock, LongSupplier nanos) {
    this.clock = clock;
    process = new ProcessMetrics(version);
    registry = process.registry();
    clusters = new ClusterMetrics(registry);
    times = new AggregationTimes(registry, nanos);
    counters();
    // The lowest bucket counts the fresh updates: bucket bounds must be positive.
    staleness =
        DistributionSummary.builder("tributary.update.staleness.versions")
            .description("versions that the bases of accepted updates lagged behind")
            .serviceLevelObjectives(0.5, 1, 2, 3, 5, 10)
            .register(registry);
    bytes =
        DistributionSummary.builder("tributary.update.bytes")
            .description("payload of an accepted update, all its chunks together")
            .serviceLevelObjectives(
                MEBIBYTE / 16, MEBIBYTE / 4, MEBIBYTE, 4 * MEBIBYTE, 16 * MEBIBYTE, 64 * MEBIBYTE)
            .register(registry);
    lag =
        Timer.builder("tributary.commit.lag")
            .description("time from when a decision's record was written until it is in a commit")
            .serviceLevelObjectives(AggregationTimes.BUCKETS)
            .register(registry);
    Gauge.builder("tributary.chunks.incomplete", () -> incompleteUpdates())
        .description("undecided updates of which the manifest or a chunk has not arrived")
        .register(registry);
  }

  private void counters() {
    for (Result result : Result.values()) {
      updates.put(
          result,
          counter(
              "tributary.updates.received",
              "updates decided; one that a person released is decided again",
              "result",
              result.name().toLowerCase(Locale.ROOT)));
    }
    for (RejectReason reason : RejectReason.values()) {
      if (reason != RejectReason.NONE) {
        quarantine.put(
            reason,
            counter("tributary.quarantine.records", "records set aside", "reason", reason.name()));
      }
    }
    for (String stage : STAGES) {
      stages.put(
          stage,
          counter(
              "tributary.dlq.records",
              "records in quarantine, by the processor that rejected them",
              "stage",
              stage));
    }
    for (Class<?> kind : kinds(ClusterEvent.class).toList()) {
      events.put(
          kind,
          counter(
              "tributary.cluster.events",
              "what ledgers were told",
              "kind",
              kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT)));
    }
  }

  /** The records below a sealed type. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(AggregatorMetrics::kinds)
        : Stream.of(type);
  }

  private Counter counter(String name, String description, String label, String value) {
    return Counter.builder(name).description(description).tag(label, value).register(registry);
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
   * Publishes the progress of restoring from now on.
   *
   * @param remaining returns how many records of changelogs are still to be read; NaN is published
   *     if it throws
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
        count(Result.ACCEPTED, entry);
        staleness.record(entry.staleness());
      }
      case DUPLICATE -> count(Result.DUPLICATE, entry);
      case QUARANTINED -> count(isStale(entry.reason()) ? Result.STALE : Result.QUARANTINED, entry);
      default -> {
        // The entry is an operator's decision, or a strategy's choice, about an update that was
        // counted before.
      }
    }
  }

  /** Clocks of two machines may differ: a negative lag counts as none. */
  private void count(Result result, LedgerEntry entry) {
    updates.get(result).increment();
    Duration since = Duration.between(entry.decidedAt(), clock.instant());
    lag.record(since.isNegative() ? Duration.ZERO : since);
  }

  @Override
  public void accepted(LedgerEntry entry, long payloadBytes) {
    bytes.record((double) payloadBytes);
  }

  @Override
  public void setAside(String processor, QuarantineRecord record) {
    quarantine.get(record.reason()).increment();
    stages.get(processor).increment();
  }

  @Override
  public void clusterEvent(ClusterEvent event) {
    events.get(event.getClass()).increment();
  }

  @Override
  public void ordered(ChunkCommand order) {
    times.ordered(order);
  }

  @Override
  public void clustered(ClusterState state) {
    clusters.clustered(state);
  }

  @Override
  public void restored(ClusterState state) {
    clusters.clustered(state);
  }

  @Override
  public void published(AdapterManifest manifest) {
    times.published(manifest);
    clusters.published(manifest);
  }

  @Override
  public void incomplete(ClusterId cluster, int count) {
    if (count == 0) {
      incomplete.remove(cluster);
    } else {
      incomplete.put(cluster, count);
    }
  }

  private double incompleteUpdates() {
    return incomplete.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Returns the metrics that every process has; the aggregator's are registered with them. */
  ProcessMetrics process() {
    return process;
  }

  /** Returns all metrics in Prometheus' text format. */
  public String scrape() {
    return process.scrape();
  }

  private static boolean isStale(RejectReason reason) {
    return reason == RejectReason.STALE_BASE || reason == RejectReason.STALE_EPOCH;
  }
}
