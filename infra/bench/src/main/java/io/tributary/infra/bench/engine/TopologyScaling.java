package io.tributary.infra.bench.engine;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.federation.ScratchBroker;
import io.tributary.infra.bench.federation.SyntheticContracts;
import io.tributary.infra.bench.federation.SyntheticFederation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures the same updates with 1, 2 and 4 partitions and 1 and 2 threads, and with two instances
 * of which each takes over from the other in the middle of a round.
 */
final class TopologyScaling implements Benchmark {
  private static final long ADAPTER_BYTES = 4_000_000;
  private static final int CLUSTERS = 4;
  private static final int SLOTS = 48;
  private static final int WINDOW = 8;
  private static final List<Integer> PARTITIONS = List.of(1, 2, 4);
  private static final List<Integer> THREADS = List.of(1, 2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The bound: four partitions and two threads must not be slower than one of each. */
  private static final double BOUND = 1;

  /**
   * A layout with its rate.
   *
   * @param partitions of every topic
   * @param threads of the one instance
   * @param megabytesPerSecond update bytes (10^6) from commit to the last version with them
   */
  public record Layout(int partitions, int threads, double megabytesPerSecond) {}

  /**
   * A round with two instances of one thread each.
   *
   * @param round description of the round
   * @param firstStores stores of the first instance after it, 0 when it has stopped
   * @param secondStores stores of the second
   * @param sent updates of the round
   * @param accepted updates of the round, each counted as often as the ledger accepted it
   * @param megabytesPerSecond as above, with the take-over
   */
  public record Handover(
      String round,
      int firstStores,
      int secondStores,
      int sent,
      int accepted,
      double megabytesPerSecond) {}

  @Override
  public String name() {
    return "topology-scaling";
  }

  @Override
  public String question() {
    return "Update bytes a second with 4 partitions and 2 threads over those with 1 and 1, 4 MB"
        + " adapters; and two instances that take over from each other, no update lost or twice.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var layouts = new ArrayList<Layout>();
    List<Handover> handovers;
    try (var broker = ScratchBroker.start()) {
      // This round compiles the code that all layouts share.
      measure(broker, 2, 2, "warm-up");
      for (int partitions : PARTITIONS) {
        for (int threads : THREADS) {
          String name = "p" + partitions + "-t" + threads;
          var layout = new Layout(partitions, threads, measure(broker, partitions, threads, name));
          layouts.add(layout);
          progress.accept(
              "%d partitions, %d threads: %.0f MB/s"
                  .formatted(partitions, threads, layout.megabytesPerSecond));
        }
      }
      handovers = handovers(broker, progress);
    }
    double figure =
        layouts.get(layouts.size() - 1).megabytesPerSecond / layouts.get(0).megabytesPerSecond;
    boolean eachOnce = handovers.stream().allMatch(round -> round.accepted == round.sent);
    return new BenchResult(
        figure,
        "times the rate of one partition and thread",
        Bound.atLeast(BOUND),
        figure >= BOUND && eachOnce,
        Map.of("layouts", layouts, "two_instances", handovers));
  }

  private static double measure(ScratchBroker broker, int partitions, int threads, String name)
      throws IOException, InterruptedException {
    var spec = SyntheticContracts.rounds(name, ADAPTER_BYTES, CLUSTERS, WINDOW);
    try (var federation = new SyntheticFederation(broker.bootstrapServers(), spec, partitions)) {
      federation.announce(CLUSTERS, SLOTS);
      AggregatorApp app =
          federation.aggregator(settings(broker.directory("state-" + name), threads));
      try (app) {
        round(federation, 1);
        return round(federation, 2);
      }
    }
  }

  /** Returns the rate of one update of every slot, in megabytes a second. */
  private static double round(SyntheticFederation federation, long sequence) {
    return merged(federation, sequence, federation.sendAll(CLUSTERS, SLOTS, sequence));
  }

  private static double merged(SyntheticFederation federation, long sequence, long start) {
    int atLeast = CLUSTERS * (SLOTS - WINDOW + 1);
    long bytes =
        federation.outputs().awaitMerged(sequence, atLeast).updates()
            * federation.updates().updateBytes();
    return bytes * 1e3 / (System.nanoTime() - start);
  }

  private static List<Handover> handovers(ScratchBroker broker, Consumer<String> progress)
      throws IOException, InterruptedException {
    var spec = SyntheticContracts.rounds("two-instances", ADAPTER_BYTES, CLUSTERS, WINDOW);
    var rounds = new ArrayList<Handover>();
    try (var federation = new SyntheticFederation(broker.bootstrapServers(), spec, 4)) {
      federation.announce(CLUSTERS, SLOTS);
      AggregatorApp first = federation.aggregator(settings(broker.directory("first"), 1));
      try (first) {
        rounds.add(handover(federation, "the first alone", 1, first, null, () -> {}));
        AggregatorApp second = federation.aggregator(settings(broker.directory("second"), 1));
        try (second) {
          awaitShared(first, second);
          rounds.add(handover(federation, "both", 2, first, second, () -> {}));
          rounds.add(
              handover(
                  federation, "the first leaves in the middle", 3, null, second, first::close));
          AggregatorApp again = federation.aggregator(settings(broker.directory("first"), 1));
          try (again) {
            awaitShared(again, second);
            rounds.add(
                handover(
                    federation, "the second leaves in the middle", 4, again, null, second::close));
          }
        }
      }
    }
    rounds.forEach(
        round ->
            progress.accept(
                "%s: %d and %d stores, %d of %d accepted, %.0f MB/s"
                    .formatted(
                        round.round,
                        round.firstStores,
                        round.secondStores,
                        round.accepted,
                        round.sent,
                        round.megabytesPerSecond)));
    return rounds;
  }

  /** Runs one round, in the middle of which an instance starts or stops. */
  private static Handover handover(
      SyntheticFederation federation,
      String name,
      long sequence,
      AggregatorApp first,
      AggregatorApp second,
      Runnable inTheMiddle) {
    long start = federation.sendAll(CLUSTERS, SLOTS, sequence);
    int early = federation.outputs().awaitAccepted(CLUSTERS * SLOTS / 8);
    inTheMiddle.run();
    int all = early + federation.outputs().awaitAccepted(CLUSTERS * SLOTS - early);
    double rate = merged(federation, sequence, start);
    return new Handover(
        name,
        first == null ? 0 : first.stores(),
        second == null ? 0 : second.stores(),
        CLUSTERS * SLOTS,
        all + federation.outputs().acceptedMeanwhile(),
        rate);
  }

  private static void awaitShared(AggregatorApp one, AggregatorApp other) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (one.stores() == 0 || other.stores() == 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "both instances must have tasks within %s, have %d and %d stores"
                .formatted(PATIENCE, one.stores(), other.stores()));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static StreamsSettings settings(Path state, int threads) {
    return StreamsSettings.in(state).withThreads(threads);
  }
}
