package io.tributary.infra.bench.engine;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Updates in, versions out, exactly once, beside Kafka's own producer test and a plain consumer on
 * the same broker. All updates wait in the log, committed at once, before the clock starts.
 */
final class TopologyIngest implements Benchmark {
  private static final int PARTITIONS = 4;
  private static final String PERF_TOPIC = "producer-perf";
  private static final double PRODUCER_BOUND = 0.7;
  private static final double CONSUMER_BOUND = 0.4;

  /**
   * An adapter's size and how many updates of it are sent.
   *
   * @param name for people
   * @param bytes of one update
   * @param clusters that the updates are spread over
   * @param slotsOfEach slots of each cluster; each sends one update
   */
  private record Load(String name, long bytes, int clusters, int slotsOfEach) {
    int updates() {
      return clusters * slotsOfEach;
    }
  }

  private static final List<Load> LOADS =
      List.of(
          new Load("300 KB", 300_000, 4, 320),
          new Load("4 MB", 4_000_000, 4, 32),
          new Load("64 MB", 64_000_000, 1, 8));

  /**
   * What one size came to, in megabytes (10^6) a second.
   *
   * @param adapter size of one update
   * @param updates sent
   * @param versions published
   * @param topology update bytes from commit to the last version that holds them
   * @param producerPerf Kafka's producer test with records of the chunks' size
   * @param consumer a plain consumer of the same topic
   */
  public record Rates(
      String adapter,
      int updates,
      int versions,
      double topology,
      double producerPerf,
      double consumer) {
    /** Share of the producer test's rate. */
    public double toProducer() {
      return topology / producerPerf;
    }

    /** Share of the plain consumer's rate. */
    public double toConsumer() {
      return topology / consumer;
    }
  }

  @Override
  public String name() {
    return "topology-ingest";
  }

  @Override
  public String question() {
    return "Update bytes a second through the topology (exactly once, versions out) over"
        + " kafka-producer-perf-test's on the same broker: the worst of 300 KB, 4 MB and 64 MB.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var all = new ArrayList<Rates>();
    for (Load load : LOADS) {
      try (var broker = ScratchBroker.start()) {
        Rates rates = measure(broker, load);
        all.add(rates);
        progress.accept(
            "%s x %d: topology %.0f MB/s, producer-perf %.0f, consumer %.0f, %d versions"
                .formatted(
                    rates.adapter,
                    rates.updates,
                    rates.topology,
                    rates.producerPerf,
                    rates.consumer,
                    rates.versions));
      }
    }
    Rates worst = all.stream().min(Comparator.comparingDouble(Rates::toProducer)).orElseThrow();
    boolean holds =
        all.stream()
            .allMatch(
                rates ->
                    rates.toProducer() >= PRODUCER_BOUND && rates.toConsumer() >= CONSUMER_BOUND);
    return new BenchResult(
        worst.toProducer(),
        "of producer-perf-test",
        Bound.atLeast(PRODUCER_BOUND),
        holds,
        Map.of("megabytes_per_second", all));
  }

  private static Rates measure(ScratchBroker broker, Load load)
      throws IOException, InterruptedException {
    int updates = load.updates();
    var spec = SyntheticSpecs.backlog("ingest", load.bytes, load.clusters);
    try (var federation = new SyntheticFederation(broker.bootstrapServers(), spec, PARTITIONS)) {
      federation.announce(load.clusters, load.slotsOfEach);
      AggregatorApp app = federation.aggregator(settings(broker));
      try (app) {
        // The same once before, so that what is measured is compiled.
        federation.sendAll(load.clusters, load.slotsOfEach, 1);
        federation.awaitMerged(updates);
        long start = federation.sendAll(load.clusters, load.slotsOfEach, 2);
        int versions = federation.awaitMerged(updates);
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = federation.updates().updateBytes() * updates;
        return beside(broker, federation, load, versions, bytes / seconds / 1e6);
      }
    }
  }

  /** A thread for every core. */
  private static StreamsSettings settings(ScratchBroker broker) throws IOException {
    StreamsSettings one = StreamsSettings.in(broker.directory("state"));
    return new StreamsSettings(
        one.stateDir(),
        Runtime.getRuntime().availableProcessors(),
        one.commitInterval(),
        0,
        one.cacheBytes(),
        Optional.empty(),
        one.topology());
  }

  private static Rates beside(
      ScratchBroker broker,
      SyntheticFederation federation,
      Load load,
      int versions,
      double topology)
      throws IOException, InterruptedException {
    int updates = load.updates();
    int chunks = federation.updates().chunks();
    int recordBytes = Math.toIntExact(federation.updates().updateBytes() / chunks);
    federation.createTopic(PERF_TOPIC, PARTITIONS);
    double producer =
        ProducerPerf.megabytesPerSecond(
            broker.bootstrapServers(), PERF_TOPIC, updates * chunks, recordBytes);
    double consumer =
        ConsumerRate.megabytesPerSecond(
            federation.clientSettings(),
            federation.chunksTopic().name(),
            PARTITIONS,
            updates * chunks);
    return new Rates(load.name, updates, versions, topology, producer, consumer);
  }
}
