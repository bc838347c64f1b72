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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures what the aggregator keeps for ten, a hundred and a thousand clients of one cluster: its
 * live heap while a window is half full and when it has closed, and its state on disk.
 */
final class MemoryVsClients implements Benchmark {
  private static final List<Integer> CLIENTS = List.of(10, 100, 1_000);
  private static final int PARTITIONS = 2;
  private static final long ADAPTER_BYTES = 300_000;
  private static final double BOUND_PERCENT = 10;
  private static final double MIB = 1L << 20;

  /** The number of readings, which are taken over two seconds. */
  private static final int READINGS = 10;

  /**
   * The measurement for one number of clients.
   *
   * @param clients each with one slot
   * @param openHeapMib live heap of the whole process while half of a window's updates are in
   * @param closedHeapMib the same when the window's version is published
   * @param stateMib files of the state directory after a clean stop
   */
  public record Kept(int clients, double openHeapMib, double closedHeapMib, double stateMib) {}

  @Override
  public String name() {
    return "memory-vs-clients";
  }

  @Override
  public String question() {
    return "Percent by which the aggregator's live heap and state on disk differ most between 10,"
        + " 100 and 1,000 clients of one cluster, 300 KB adapters.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var all = new ArrayList<Kept>();
    try (var broker = ScratchBroker.start()) {
      // This run loads classes and fills the pools that every later run shares.
      measure(broker, CLIENTS.get(0), "warm-up");
      for (int clients : CLIENTS) {
        Kept kept = measure(broker, clients, "clients-" + clients);
        all.add(kept);
        progress.accept(
            "%d clients: live heap %.1f MiB in an open window, %.1f after it, state %.2f MiB"
                .formatted(clients, kept.openHeapMib, kept.closedHeapMib, kept.stateMib));
      }
    }
    double spread =
        Stream.<ToDoubleFunction<Kept>>of(Kept::openHeapMib, Kept::closedHeapMib, Kept::stateMib)
            .mapToDouble(of -> spread(all, of))
            .max()
            .orElseThrow();
    return BenchResult.of(
        spread, "percent", Bound.atMost(BOUND_PERCENT), Map.of("kept", List.copyOf(all)));
  }

  /** Returns the largest distance from the middle of lowest and highest, in percent of it. */
  private static double spread(List<Kept> all, ToDoubleFunction<Kept> figure) {
    double lowest = all.stream().mapToDouble(figure).min().orElseThrow();
    double highest = all.stream().mapToDouble(figure).max().orElseThrow();
    return 100 * (highest - lowest) / (highest + lowest);
  }

  private static Kept measure(ScratchBroker broker, int clients, String name)
      throws IOException, InterruptedException {
    var spec = SyntheticContracts.oneCluster(name, ADAPTER_BYTES, clients);
    Path state = broker.directory("state-" + name);
    double open;
    double closed;
    try (var federation = new SyntheticFederation(broker.bootstrapServers(), spec, PARTITIONS)) {
      federation.announce(clients, 1);
      AggregatorApp app = federation.aggregator(StreamsSettings.in(state));
      try (app) {
        federation.outputs().awaitClusters(clients);
        federation.sendAll(0, clients / 2, 1, 1);
        federation.outputs().awaitAccepted(clients / 2);
        open = liveHeapMib();
        federation.sendAll(clients / 2, clients, 1, 1);
        federation.outputs().awaitMerged(1, clients);
        closed = liveHeapMib();
      }
    }
    return new Kept(clients, open, closed, bytes(state) / MIB);
  }

  /**
   * Returns the lowest of some readings, because records of the last decisions are still in flight
   * for a while.
   */
  private static double liveHeapMib() {
    double lowest = Double.MAX_VALUE;
    for (int i = 0; i < READINGS; i++) {
      System.gc();
      lowest =
          Math.min(
              lowest, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    return lowest;
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
