package io.tributary.infra.bench.engine;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.federation.IngestRounds;
import io.tributary.infra.bench.federation.IngestRounds.Load;
import io.tributary.infra.bench.federation.IngestRounds.Rate;
import io.tributary.infra.bench.federation.ScratchBroker;
import io.tributary.infra.bench.federation.SyntheticFederation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures updates in and versions out, exactly once, beside Kafka's own producer test and a plain
 * consumer on the same broker. All updates are in the log, committed at once, before the clock
 * starts; there are 1.5 GB and more of them, so that the latency of the first version, half a
 * second whatever the load, has little influence.
 */
final class TopologyIngest implements Benchmark {
  /** The number of warm-up rounds, after which the measured code is compiled. */
  private static final int WARM_UPS = 2;

  private static final int MEASURED = 3;
  private static final String PERF_TOPIC = "producer-perf";
  private static final double PRODUCER_BOUND = 0.7;
  private static final double CONSUMER_BOUND = 0.4;

  /**
   * The loads, the smallest last: its records cost most relative to their bytes, and so profit most
   * from compiled code.
   */
  private static final List<Load> LOADS =
      List.of(
          new Load("64 MB", 64_000_000, 1, 32),
          new Load("4 MB", 4_000_000, 4, 120),
          new Load("300 KB", 300_000, 16, 400));

  /**
   * The result of one size, in megabytes (10^6) a second.
   *
   * @param adapter size of one update
   * @param updates merged
   * @param versions that contain them
   * @param topology update bytes from commit to the last version with them, median of three
   * @param producerPerf Kafka's producer test with records of the chunks' size
   * @param consumer a plain consumer of the same topic, median of three
   */
  public record Rates(
      String adapter,
      int updates,
      int versions,
      double topology,
      double producerPerf,
      double consumer) {
    /** Returns the share of the producer test's rate. */
    public double toProducer() {
      return topology / producerPerf;
    }

    /** Returns the share of the plain consumer's rate. */
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
    try (var rounds = IngestRounds.start(broker, load, load.spec("ingest"))) {
      var rates = new ArrayList<Rate>();
      for (int round = 1; round <= WARM_UPS + MEASURED; round++) {
        Rate rate = rounds.next();
        if (round > WARM_UPS) {
          rates.add(rate);
        }
      }
      rates.sort(Comparator.comparingDouble(Rate::megabytesPerSecond));
      return beside(broker, rounds, load, rates.get(MEASURED / 2));
    }
  }

  private static Rates beside(ScratchBroker broker, IngestRounds rounds, Load load, Rate topology)
      throws IOException, InterruptedException {
    SyntheticFederation federation = rounds.federation();
    int updates = load.updates();
    int chunks = federation.updates().chunks();
    int recordBytes = Math.toIntExact(federation.updates().updateBytes() / chunks);
    federation.createTopic(PERF_TOPIC, rounds.partitions());
    double producer =
        ProducerPerf.megabytesPerSecond(
            broker.bootstrapServers(), PERF_TOPIC, updates * chunks, recordBytes);
    double[] consumer = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      consumer[i] =
          ConsumerRate.megabytesPerSecond(
              federation.clientSettings(),
              federation.chunksTopic().name(),
              rounds.partitions(),
              updates * chunks);
    }
    Arrays.sort(consumer);
    return new Rates(
        load.name(),
        topology.merged().updates(),
        topology.merged().versions(),
        topology.megabytesPerSecond(),
        producer,
        consumer[MEASURED / 2]);
  }
}
