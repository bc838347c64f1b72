package io.tributary.infra.bench.engine;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.federation.IngestRounds;
import io.tributary.infra.bench.federation.IngestRounds.Load;
import io.tributary.infra.bench.federation.ScratchBroker;
import io.tributary.schemas.spec.MembershipSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Measures the cost of verifying signatures: a federation whose clients sign and one whose clients
 * do not receive the same updates at the same time, in one process on one broker, and the CPU time
 * of their threads is compared. One after the other would show nothing: on a shared machine, two
 * rounds of the same federation differ by more than signatures cost. Only small adapters are
 * measured: an update has one signature, however many chunks it has, so that large ones are
 * affected less.
 */
final class SignedIngest implements Benchmark {
  private static final double BOUND = 0.05;
  private static final int WARM_UPS = 3;
  private static final int MEASURED = 7;
  private static final String PLAIN = "plain";
  private static final String SEALED = "sealed";

  private static final List<Load> LOADS =
      List.of(new Load("4 MB", 4_000_000, 4, 60), new Load("300 KB", 300_000, 16, 200));

  /**
   * The figures of one size, medians over rounds.
   *
   * @param adapter size of one update
   * @param unsigned microseconds on all cores for an update of a federation that verifies nothing
   * @param signed the same where the seal of every update is verified
   * @param cost share of the latter that verification takes
   */
  public record Costs(String adapter, double unsigned, double signed, double cost) {}

  @Override
  public String name() {
    return "signed-ingest";
  }

  @Override
  public String question() {
    return "Share of the aggregator's CPU time for an update that checking signatures takes: the"
        + " worse of 300 KB and 4 MB.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var all = new ArrayList<Costs>();
    for (Load load : LOADS) {
      try (var broker = ScratchBroker.start()) {
        Costs costs = measure(broker, load);
        all.add(costs);
        progress.accept(
            "%s: %.0f us an update unsigned, %.0f signed, cost %.1f %%"
                .formatted(costs.adapter, costs.unsigned, costs.signed, 100 * costs.cost));
      }
    }
    double worst = all.stream().mapToDouble(Costs::cost).max().orElseThrow();
    return BenchResult.of(
        worst, "of the CPU time", Bound.atMost(BOUND), Map.of("microseconds_an_update", all));
  }

  private static Costs measure(ScratchBroker broker, Load load)
      throws IOException, InterruptedException {
    var membership = MembershipSettings.unsigned().with(MembershipSettings.Mode.OPEN);
    double[] unsigned = new double[MEASURED];
    double[] signed = new double[MEASURED];
    double[] cost = new double[MEASURED];
    try (var plain = IngestRounds.start(broker, load, load.spec(PLAIN));
        var sealed = IngestRounds.start(broker, load, load.spec(SEALED).with(membership))) {
      for (int round = -WARM_UPS; round < MEASURED; round++) {
        double before = StreamsCpu.seconds(PLAIN);
        double sealedBefore = StreamsCpu.seconds(SEALED);
        CompletableFuture<?> beside = CompletableFuture.runAsync(plain::next);
        sealed.next();
        beside.join();
        if (round >= 0) {
          double updates = load.updates() / 1e6;
          unsigned[round] = (StreamsCpu.seconds(PLAIN) - before) / updates;
          signed[round] = (StreamsCpu.seconds(SEALED) - sealedBefore) / updates;
          cost[round] = 1 - unsigned[round] / signed[round];
        }
      }
    }
    return new Costs(load.name(), median(unsigned), median(signed), median(cost));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
