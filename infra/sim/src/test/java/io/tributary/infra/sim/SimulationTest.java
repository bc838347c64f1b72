package io.tributary.infra.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.infra.sim.scenario.ScenarioDraw;
import io.tributary.infra.sim.scenario.SimulationOptions;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
  private static final int SEEDS = 40;

  @Test
  void manySeedsBreakNothing() throws InterruptedException {
    var run = new SimulationRun(1, SEEDS, 2, SimulationOptions.NONE, null);
    SimulationOutcome outcome = run.run(new SilentProgress());
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.seeds()).isEqualTo(SEEDS);
    SeedCounts counts = outcome.counts();
    assertThat(counts.crashes()).isGreaterThan(400);
    assertThat(counts.versions()).isGreaterThan(120);
    assertThat(counts.accepted()).isGreaterThan(800);
    assertThat(counts.twins()).isGreaterThan(200);
    assertThat(outcome.quarantined()).hasSizeGreaterThan(12);
  }

  @Test
  void theSameSeedDoesTheSameEventForEvent() {
    for (long seed = 1; seed <= 8; seed++) {
      List<String> first = new ArrayList<>();
      List<String> second = new ArrayList<>();
      SimulationScenario scenario = ScenarioDraw.of(seed, SimulationOptions.NONE);
      SeedReport report = Simulation.report(scenario, KafkaGuarantees.KEPT, false, first::add);
      SeedReport again = Simulation.report(scenario, KafkaGuarantees.KEPT, false, second::add);
      assertThat(second).isEqualTo(first);
      assertThat(again.digest()).isEqualTo(report.digest());
      assertThat(again.counts()).isEqualTo(report.counts());
    }
  }

  @Test
  void howManySeedsRunAtATimeChangesNothing() throws InterruptedException {
    SimulationOutcome one =
        new SimulationRun(1, 12, 1, SimulationOptions.NONE, null).run(new SilentProgress());
    SimulationOutcome two =
        new SimulationRun(1, 12, 3, SimulationOptions.NONE, null).run(new SilentProgress());
    assertThat(two.digest()).isEqualTo(one.digest());
    assertThat(two.counts()).isEqualTo(one.counts());
  }

  @Test
  void seedsDifferInAllThatMatters() {
    var digests = new HashSet<Long>();
    for (long seed = 1; seed <= 20; seed++) {
      SimulationScenario scenario = ScenarioDraw.of(seed, SimulationOptions.NONE);
      digests.add(Simulation.report(scenario, KafkaGuarantees.KEPT, false, null).digest());
    }
    assertThat(digests).hasSize(20);
  }

  @Test
  void everyStrategyIsDrawnBySomeSeeds() {
    var strategies = new HashSet<String>();
    var ofSeveralChunks = new HashSet<String>();
    for (long seed = 1; seed <= 2000; seed++) {
      FederationSpec spec = ScenarioDraw.of(seed, SimulationOptions.NONE).spec();
      strategies.add(spec.merge().strategy());
      if (spec.layout().parameters() > AdapterChunks.FLOATS) {
        ofSeveralChunks.add(spec.merge().strategy());
      }
    }
    assertThat(strategies).containsAll(strategies().map(MergeStrategy::name).toList());
    assertThat(ofSeveralChunks).contains("flora", "flexlora", "weighted-mean");
  }

  static Stream<MergeStrategy> strategies() {
    return MergeStrategies.all(MergeSettings.defaults()).stream();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyStrategyIsSimulated(MergeStrategy strategy) throws InterruptedException {
    SimulationOptions simulationOptions =
        SimulationOptions.of(Optional.of(12), Optional.of(strategy.name()));
    SimulationOutcome outcome =
        new SimulationRun(1, 6, 2, simulationOptions, null).run(new SilentProgress());
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.counts().versions()).isPositive();
  }

  @Test
  void twoHundredClientsAreNoTrouble() {
    SimulationScenario scenario =
        ScenarioDraw.of(5, SimulationOptions.of(Optional.of(200), Optional.empty()));
    SeedReport report = Simulation.report(scenario, KafkaGuarantees.KEPT, true, null);
    assertThat(report.failure()).isNull();
    assertThat(report.counts().accepted()).isPositive();
  }

  @Test
  void someAdaptersHaveSeveralChunks() {
    SimulationScenario scenario =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(seed -> ScenarioDraw.of(seed, SimulationOptions.NONE))
            .filter(drawn -> drawn.spec().layout().parameters() > AdapterChunks.FLOATS)
            .findFirst()
            .orElseThrow();
    assertThat(Simulation.report(scenario, KafkaGuarantees.KEPT, true, null).failure()).isNull();
  }

  /** The reference knows no partitions: whatever their number, versions are the same bits. */
  @ParameterizedTest
  @CsvSource({"flora, 1", "flora, 2", "flora, 4", "flexlora, 1", "flexlora, 2", "flexlora, 4"})
  void sitesLieInChunksOfAnyNumberOfPartitions(String strategy, int partitions) {
    SimulationOptions simulationOptions =
        SimulationOptions.of(Optional.of(5), Optional.of(strategy));
    SeedReport report =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(seed -> ScenarioDraw.of(seed, simulationOptions))
            .filter(drawn -> drawn.spec().layout().targetModules().size() > 2)
            .map(drawn -> with(partitions, drawn))
            .map(drawn -> Simulation.report(drawn, KafkaGuarantees.KEPT, true, null))
            .filter(made -> made.failure() != null || made.counts().versions() > 1)
            .findFirst()
            .orElseThrow();
    assertThat(report.failure()).isNull();
  }

  private static SimulationScenario with(int partitions, SimulationScenario drawn) {
    return new SimulationScenario(
        drawn.seed(),
        drawn.clients(),
        partitions,
        drawn.spec(),
        drawn.settings(),
        drawn.habits(),
        drawn.timeless());
  }
}
