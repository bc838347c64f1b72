package io.tributary.infra.bench.engine;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.engine.IngestRounds.Load;
import io.tributary.schemas.event.MembershipSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What checking signatures costs: rounds of a federation whose clients sign and of one whose
 * clients do not, in turn on the same broker, the same updates otherwise. Only small adapters: an
 * update has one signature, however many chunks it has, so that large ones feel it less.
 */
final class SignedIngest implements Benchmark {
  private static final double BOUND = 0.05;
  private static final int WARM_UPS = 2;
  private static final int MEASURED = 7;

  private static final List<Load> LOADS =
      List.of(new Load("4 MB", 4_000_000, 4, 60), new Load("300 KB", 300_000, 16, 200));

  /**
   * One size's rates in megabytes (10^6) a second, medians.
   *
   * @param adapter size of one update
   * @param unsigned rate of a federation that checks nothing
   * @param signed rate of one that checks the seal of every update
   * @param cost share of the rate that checking takes, median over pairs of rounds
   */
  public record Rates(String adapter, double unsigned, double signed, double cost) {}

  @Override
  public String name() {
    return "signed-ingest";
  }

  @Override
  public String question() {
    return "Share of the topology's update bytes a second that checking signatures takes: the worse"
        + " of 300 KB and 4 MB.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var all = new ArrayList<Rates>();
    for (Load load : LOADS) {
      try (var broker = ScratchBroker.start()) {
        Rates rates = measure(broker, load);
        all.add(rates);
        progress.accept(
            "%s: unsigned %.0f MB/s, signed %.0f, cost %.1f %%"
                .formatted(rates.adapter, rates.unsigned, rates.signed, 100 * rates.cost));
      }
    }
    double worst = all.stream().mapToDouble(Rates::cost).max().orElseThrow();
    return BenchResult.of(
        worst, "of the rate", Bound.atMost(BOUND), Map.of("megabytes_per_second", all));
  }

  private static Rates measure(ScratchBroker broker, Load load)
      throws IOException, InterruptedException {
    var membership = MembershipSettings.unsigned().with(MembershipSettings.Mode.OPEN);
    double[] unsigned = new double[MEASURED];
    double[] signed = new double[MEASURED];
    double[] cost = new double[MEASURED];
    try (var plain = IngestRounds.start(broker, load, load.spec("unsigned"));
        var checked = IngestRounds.start(broker, load, load.spec("signed").with(membership))) {
      for (int i = -WARM_UPS; i < MEASURED; i++) {
        // Whoever comes second finds a warmer machine: the order changes each time.
        double first = (i % 2 == 0 ? plain : checked).next().megabytesPerSecond();
        double second = (i % 2 == 0 ? checked : plain).next().megabytesPerSecond();
        if (i >= 0) {
          unsigned[i] = i % 2 == 0 ? first : second;
          signed[i] = i % 2 == 0 ? second : first;
          cost[i] = 1 - signed[i] / unsigned[i];
        }
      }
    }
    return new Rates(load.name(), median(unsigned), median(signed), median(cost));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
