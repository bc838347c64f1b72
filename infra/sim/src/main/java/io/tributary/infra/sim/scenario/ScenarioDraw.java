package io.tributary.infra.sim.scenario;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.catalogue.ServerOptimizers;
import io.tributary.aggregation.merge.linear.LinearMean;
import io.tributary.aggregation.merge.server.ServerOptimizer;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a scenario from its seed. */
public final class ScenarioDraw {
  /** The name of every simulated federation, so that all share their schemas. */
  public static final String FEDERATION = "sim";

  private static final int MOST_CLIENTS = 200;

  /**
   * One seed in this number has adapters of several chunks, which cost a thousand times as much.
   */
  private static final int LARGE_EVERY = 60;

  /**
   * One in this number of the scenarios that merge whole target modules has several chunks, which
   * are the difficult case.
   */
  private static final int LARGE_MODULES_EVERY = 2;

  private static final int LARGE_CLIENTS = 12;

  /** The value of a limit that is never reached. */
  private static final int MANY = 10_000;

  /** The constant that begins another stream of numbers than the seed does. */
  private static final long FAULTS = 0x5DEECE66DL;

  private static final Duration NEVER = Duration.ofDays(3650);

  private final SplittableRandom random;
  private final SimulationOptions simulationOptions;

  private ScenarioDraw(SplittableRandom random, SimulationOptions simulationOptions) {
    this.random = random;
    this.simulationOptions = simulationOptions;
  }

  /** Returns the scenario of a seed. */
  public static SimulationScenario of(long seed, SimulationOptions simulationOptions) {
    return new ScenarioDraw(new SplittableRandom(seed), simulationOptions).draw(seed);
  }

  private SimulationScenario draw(long seed) {
    int drawn = 2 + (int) ((MOST_CLIENTS - 1) * Math.pow(random.nextDouble(), 6));
    int clients = simulationOptions.clients().orElse(drawn);
    boolean small = clients > LARGE_CLIENTS;
    boolean large = random.nextInt(LARGE_EVERY) == 0 && !small;
    boolean timeless = random.nextInt(3) == 0;
    AdapterLayout drawnLayout = large ? largeLayout() : smallLayout();
    long initialSeed = random.nextLong();
    ClusteringSettings clustering = clustering(clients);
    WindowSettings window =
        SeparateDraws.withQuorum(SeparateDraws.withLimits(window(clients, timeless), seed), seed);
    MergeSettings merge = SeparateDraws.withStarts(merge(clients), seed);
    boolean largeModules =
        mergesModules(merge) && !small && random.nextInt(LARGE_MODULES_EVERY) == 0;
    AdapterLayout layout = largeModules ? largeModules() : drawnLayout;
    var spec =
        new FederationSpec(
            FEDERATION, "mini@00", 2, layout, initialSeed, clustering, window, merge);
    FaultRates faultRates =
        FaultRates.draw(
            random, new SplittableRandom(seed ^ FAULTS), large || largeModules ? 100 : clients);
    return new SimulationScenario(
        seed, clients, 1 + random.nextInt(4), spec, settings(timeless), faultRates, timeless);
  }

  private static boolean mergesModules(MergeSettings merge) {
    return MergePlan.of(merge).strategy().mergesWholeModules();
  }

  private AdapterLayout smallLayout() {
    return switch (random.nextInt(3)) {
      case 0 -> new AdapterLayout(2, 16, List.of(new TargetModule("layer.query", 6, 4)));
      case 1 ->
          new AdapterLayout(
              3, 8, List.of(new TargetModule("layer.query", 4, 3), new TargetModule("out", 2, 5)));
      default -> new AdapterLayout(1, 1, List.of(new TargetModule("layer.query", 1, 1)));
    };
  }

  /** Returns a layout of one or two full chunks, and one of twelve values. */
  private AdapterLayout largeLayout() {
    int inputs = AdapterChunks.FLOATS * (1 + random.nextInt(2)) / 4;
    return new AdapterLayout(2, 16, List.of(new TargetModule("layer.query", inputs, inputs + 6)));
  }

  /**
   * Returns a layout of target modules of a quarter of a chunk to five quarters, most of which
   * reach into the next.
   */
  private AdapterLayout largeModules() {
    int quarter = AdapterChunks.FLOATS / 4;
    var targetModules = new ArrayList<TargetModule>();
    int left = quarter * (4 + random.nextInt(6));
    while (left > 0) {
      int inputs = quarter / 2 * (1 + random.nextInt(3));
      int outputs = 1 + random.nextInt(quarter);
      targetModules.add(new TargetModule("layer." + targetModules.size(), inputs, outputs));
      left -= 2 * (inputs + outputs);
    }
    return new AdapterLayout(2, 16, targetModules);
  }

  private ClusteringSettings clustering(int clients) {
    Mode mode =
        switch (random.nextInt(6)) {
          case 0 -> Mode.ONE;
          case 1 -> clients <= 20 ? Mode.PER_CLIENT : Mode.TASKS;
          default -> Mode.TASKS;
        };
    return new ClusteringSettings(
        mode,
        random.nextInt(5),
        1 + random.nextInt(clients),
        1 + random.nextDouble(),
        1 + random.nextInt(4),
        random.nextLong());
  }

  private WindowSettings window(int clients, boolean timeless) {
    Close close = timeless ? Close.COUNT : pick(List.of(Close.values()));
    return new WindowSettings(
        close,
        random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(Math.min(8, 2 * clients)),
        Duration.ofMillis(random.nextInt(60_000)),
        Duration.ofMillis(random.nextInt(10_000)),
        Duration.ofMillis(random.nextInt(600_000)),
        random.nextInt(10),
        discount(),
        pick(List.of(Weighting.values())),
        random.nextInt(3) == 0 ? 0.1 + 3 * random.nextDouble() : 0,
        norms());
  }

  private StalenessDiscount discount() {
    return switch (random.nextInt(3)) {
      case 0 -> StalenessDiscount.none();
      case 1 -> StalenessDiscount.polynomial(2 * random.nextDouble());
      default ->
          new StalenessDiscount(
              StalenessDiscount.Kind.HINGE, 2 * random.nextDouble(), random.nextInt(3));
    };
  }

  private NormSettings norms() {
    return switch (random.nextInt(3)) {
      case 0 -> NormSettings.none();
      case 1 -> NormSettings.defaults();
      default -> {
        int remembered = 1 + random.nextInt(12);
        yield new NormSettings(
            random.nextBoolean() ? 0 : 1 + 10 * random.nextDouble(),
            random.nextBoolean() ? 0 : 1 + 3 * random.nextDouble(),
            random.nextBoolean() ? 0 : 1 + random.nextDouble(),
            1 - random.nextDouble() / 2,
            remembered,
            1 + random.nextInt(remembered));
      }
    };
  }

  /** Draws until the strategy and the optimiser go together. */
  private MergeSettings merge(int clients) {
    while (true) {
      MergeSettings settings = anyMerge(clients);
      try {
        MergeStrategy strategy = MergePlan.of(settings).strategy();
        if (strategy.minParts() <= strategy.maxParts()) {
          return settings;
        }
      } catch (IllegalArgumentException tryAgain) {
        // Another draw may fit.
      }
    }
  }

  private MergeSettings anyMerge(int clients) {
    List<String> strategies =
        MergeStrategies.all(MergeSettings.defaults()).stream().map(MergeStrategy::name).toList();
    List<String> optimizers =
        ServerOptimizers.all(OptimizerSettings.none()).stream().map(ServerOptimizer::name).toList();
    // The default is more frequent than others, because nearly every federation uses it.
    String strategy = random.nextInt(3) == 0 ? "weighted-mean" : pick(strategies);
    String optimizer = random.nextBoolean() ? "none" : pick(optimizers);
    double rate = random.nextBoolean() ? 1 : 0.1 + random.nextDouble();
    var settings =
        new MergeSettings(
            simulationOptions.strategy().map(MergeStrategy::name).orElse(strategy),
            random.nextInt(Math.min(3, 1 + clients / 4)),
            random.nextInt(3),
            0.05 + 0.95 * random.nextDouble(),
            random.nextBoolean() ? 128 : 1 + random.nextInt(8),
            OptimizerSettings.of(optimizer, rate));
    return MergeStrategies.named(settings) instanceof LinearMean && random.nextBoolean()
        ? settings.with(pick(List.of(AgreementMode.values())))
        : settings;
  }

  private TopologySettings settings(boolean timeless) {
    int pending = MANY;
    Duration chunkWait = NEVER;
    Duration membershipWait = NEVER;
    if (!timeless) {
      pending = fewOrMany(6);
      chunkWait = Duration.ofMillis(1 + random.nextInt(600_000));
      membershipWait = Duration.ofMillis(1 + random.nextInt(120_000));
    }
    long heap =
        switch (random.nextInt(3)) {
          case 0 -> 0;
          case 1 -> random.nextInt(2_000);
          default -> 1L << 30;
        };
    int retained = 1 + random.nextInt(5);
    Duration tick = Duration.ofMillis(50 + random.nextInt(5_000));
    var limits = new LedgerLimits(pending, fewOrMany(12), chunkWait, membershipWait);
    // Membership events that are repeated would never come to rest, and the simulation ends only at
    // rest.
    return new TopologySettings(limits, retained, tick, StateBackend.MEMORY, heap, Duration.ZERO);
  }

  private int fewOrMany(int few) {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(few) : MANY;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
