package io.tributary.infra.sim;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.infra.sim.check.Invariant;
import io.tributary.infra.sim.check.InvariantBroken;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.infra.sim.task.TaskFailed;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Simulates one federation from its first centroid to the last decision, all of it determined by a
 * seed.
 */
final class Simulation {
  private static final String LEDGERS = "ledgers";
  private static final String WINDOWS = "merge-windows";

  /** The number of rounds without rest after which a simulation fails: far more than any needs. */
  private static final int MOST_ROUNDS = 5_000;

  private final SimulationScenario scenario;
  private final SplittableRandom random;
  private final SimulatedCluster simulatedCluster;
  private long twins;

  private Simulation(
      SimulationScenario scenario, KafkaGuarantees kafkaGuarantees, EventTrace trace) {
    this.scenario = scenario;
    // This is another stream of numbers than the one that the scenario was drawn from.
    random = new SplittableRandom(scenario.seed()).split();
    simulatedCluster = new SimulatedCluster(scenario, kafkaGuarantees, trace, random.split());
  }

  /**
   * Runs a scenario and reports what happened, whether or not anything broke.
   *
   * @param withTwins whether tasks are compared with their twins
   * @param listener receives every event; null for none
   */
  static SeedReport report(
      SimulationScenario scenario,
      KafkaGuarantees kafkaGuarantees,
      boolean withTwins,
      Consumer<String> listener) {
    var trace = new EventTrace(listener);
    var simulation = new Simulation(scenario, kafkaGuarantees, trace);
    Invariant broken = null;
    String failure = null;
    try {
      simulation.run(withTwins);
    } catch (InvariantBroken e) {
      broken = e.invariant();
      failure = "event " + trace.events() + ": " + e.getMessage();
    }
    return new SeedReport(
        scenario.seed(),
        trace.digest(),
        simulation.simulatedCluster.counts(simulation.twins),
        simulation.simulatedCluster.tally().quarantined(),
        broken,
        failure);
  }

  private void run(boolean withTwins) {
    try {
      live();
      settle();
      simulatedCluster
          .checks()
          .finish(
              simulatedCluster.aggregator().stored(LEDGERS),
              simulatedCluster.aggregator().stored(WINDOWS));
      if (withTwins) {
        compareTwins(false);
        if (scenario.timeless()) {
          compareTwins(true);
        }
      }
    } catch (TaskFailed e) {
      throw InvariantBroken.stopped(e);
    }
  }

  /** Runs while clients have something to send, or at most as long as they should need for it. */
  private void live() {
    long most = 300L * scenario.clients() * (2 + scenario.habits().updatesPerSlot());
    var faults = new SplittableRandom(scenario.seed() + 1);
    for (long step = 0; step < most && isBusy(); step++) {
      if (faults.nextDouble() < scenario.habits().forgeries()) {
        simulatedCluster.forge();
      }
      simulatedCluster.pass(random.nextInt(4));
      if (chance(scenario.habits().operations())) {
        simulatedCluster.operate();
      } else if (chance(scenario.habits().commits())) {
        simulatedCluster.commit(anyTask());
      } else {
        step();
      }
    }
  }

  private boolean isBusy() {
    return !simulatedCluster.fleet().isDone() || simulatedCluster.fleet().network().isBusy();
  }

  private void step() {
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> simulatedCluster.act();
      case 3, 4, 5 -> simulatedCluster.deliver();
      case 6 -> simulatedCluster.pass(random.nextLong(random.nextInt(8) == 0 ? 60_000 : 1_000));
      case 7 -> simulatedCluster.punctuate(anyTask());
      case 8 -> simulatedCluster.commit(anyTask());
      default -> {
        if (simulatedCluster.process(anyTask()) && chance(scenario.habits().crashes())) {
          crash();
        }
      }
    }
  }

  /** Crashes one task, or all of them, as when a process dies. */
  private void crash() {
    if (random.nextInt(4) > 0) {
      simulatedCluster.crash(anyTask());
      return;
    }
    for (int task = 0; task < simulatedCluster.tasks(); task++) {
      simulatedCluster.crash(task);
    }
  }

  /** Delivers, reads and commits everything, until even time changes nothing any more. */
  private void settle() {
    long leap = longestWait().toMillis() + 1;
    boolean moved = true;
    for (int round = 0; moved; round++) {
      InvariantBroken.require(
          round < MOST_ROUNDS, Invariant.WINDOWS_CLOSE, "the federation", "at rest", "busy");
      drain();
      simulatedCluster.pass(leap);
      moved = false;
      for (int task = 0; task < simulatedCluster.tasks(); task++) {
        simulatedCluster.punctuate(task);
        moved |= simulatedCluster.commit(task);
      }
    }
  }

  private Duration longestWait() {
    WindowSettings window = scenario.spec().window();
    LedgerLimits limits = scenario.settings().limits();
    Duration spans = window.span().plus(window.grace()).plus(scenario.settings().tick());
    return scenario.timeless()
        ? spans
        : spans.plus(limits.chunkWait()).plus(limits.membershipWait());
  }

  private void drain() {
    while (simulatedCluster.fleet().network().isBusy()) {
      simulatedCluster.deliver();
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int task = 0; task < simulatedCluster.tasks(); task++) {
        boolean read = true;
        while (read) {
          read = simulatedCluster.process(task);
        }
        moved |= simulatedCluster.commit(task);
      }
    }
  }

  private void compareTwins(boolean startsOnce) {
    simulatedCluster
        .aggregator()
        .twinDifference(startsOnce)
        .ifPresent(
            difference -> {
              throw new InvariantBroken(
                  Invariant.FUNCTION_OF_INPUT, "a task without crashes", "the same", difference);
            });
    twins += simulatedCluster.tasks();
  }

  private int anyTask() {
    return random.nextInt(simulatedCluster.tasks());
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
