package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.CrashPlan;
import io.tributary.infra.crash.fault.FaultTarget;
import io.tributary.infra.crash.fault.Killer;
import io.tributary.infra.crash.fault.VictimLife;
import io.tributary.infra.local.process.ChildListener;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Kills processes with -9 at every step of an aggregator's work, over and over, beside an
 * undisturbed twin: after every round both must have published the same bytes.
 *
 * @param mainClass of the command line
 * @param target kind of process that is killed
 * @param kills number of kills
 * @param seed of their order, and of the occurrence of each step
 * @param progress to show
 */
public record CrashSweep(
    String mainClass, CrashTarget target, int kills, long seed, Progress progress) {
  /** The rounds in which the steps are observed. */
  private static final int CALM_ROUNDS = 3;

  private static final int BROKERS = 3;
  private static final String DISTURBED = "disturbed";
  private static final String CALM = "calm";

  /** Runs the sweep; takes some five seconds a kill. */
  public SweepReport run() throws IOException, InterruptedException {
    var life = new VictimLife();
    return switch (target) {
      case AGGREGATOR -> aggregator(life);
      case WORKER -> worker(life);
      case BROKER -> broker(life);
    };
  }

  private SweepReport aggregator(VictimLife life) throws IOException, InterruptedException {
    var victim = new AggregatorVictim(life);
    try (var cluster = new SweepCluster(1, life);
        var disturbed = new SweptAggregator(cluster, DISTURBED, victim);
        var calm = new SweptAggregator(cluster, CALM, FaultTarget.nobody())) {
      victim.is(disturbed);
      return sweep(disturbed, calm, victim, life);
    }
  }

  private SweepReport worker(VictimLife life) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var victim = new WorkerVictim(life, seed);
    try (var cluster = new SweepCluster(1, life);
        var disturbed = new SweptAggregator(cluster, DISTURBED, FaultTarget.nobody());
        var calm = new SweptAggregator(cluster, CALM, FaultTarget.nobody())) {
      disturbed.start(mainClass);
      calm.start(mainClass);
      var killer = new Killer(DISTURBED, victim);
      var witness = new Killer(CALM, FaultTarget.nobody());
      ControlPair controlPair =
          new WorkerSweep(cluster, disturbed, calm, killer, witness, progress)
              .run(victim, kills, seed);
      return report(
          controlPair, disturbed, killer, witness, victim, life, (System.nanoTime() - start) / 1e9);
    }
  }

  private SweepReport broker(VictimLife life) throws IOException, InterruptedException {
    // Killing brokers disturbs all their clients, so the twin has a broker of its own.
    try (var brokers = new SweepCluster(BROKERS, life);
        var broker = new SweepCluster(1, new ChildListener() {});
        var victim = new LeaderVictim(brokers, brokers.connection(DISTURBED), life, seed);
        var disturbed = new SweptAggregator(brokers, DISTURBED, victim);
        var calm = new SweptAggregator(broker, CALM, FaultTarget.nobody())) {
      return sweep(disturbed, calm, victim, life);
    }
  }

  private SweepReport sweep(
      SweptAggregator disturbed, SweptAggregator calm, FaultTarget faultTarget, VictimLife life)
      throws InterruptedException {
    long start = System.nanoTime();
    disturbed.start(mainClass);
    calm.start(mainClass);
    progress.line("both aggregators are running");
    var controlPair = new ControlPair(disturbed, calm);
    Killer killer = disturbed.killer();
    killer.begin(plan(controlPair, killer));
    while (killer.armed().isPresent() && controlPair.broken().isEmpty()) {
      faultTarget.look();
      controlPair.train();
      killer.roundPassed();
      int killed = Math.min(kills, killer.killed().size());
      progress.bar(new ProgressBar("kills", killed, kills, "round " + controlPair.rounds()));
    }
    // No process is killed any more: the federation must recover from the last crash by itself.
    controlPair.train();
    controlPair.settle();
    return report(
        controlPair,
        disturbed,
        killer,
        calm.killer(),
        faultTarget,
        life,
        (System.nanoTime() - start) / 1e9);
  }

  private CrashPlan plan(ControlPair controlPair, Killer killer) {
    SortedMap<String, Integer> atStart = killer.seen();
    controlPair.announce();
    SortedMap<String, Integer> announced = killer.seen();
    for (int round = 0; round < CALM_ROUNDS; round++) {
      controlPair.train();
    }
    // Steps of a start occur in every life, those of the first announcements never again.
    Map<String, Integer> steps = new TreeMap<>(atStart);
    steps.putAll(CrashPlan.between(announced, killer.seen()));
    return CrashPlan.of(steps, kills, seed);
  }

  private SweepReport report(
      ControlPair controlPair,
      SweptAggregator disturbed,
      Killer killer,
      Killer witness,
      FaultTarget faultTarget,
      VictimLife life,
      double seconds) {
    var byStep = new TreeMap<String, Integer>();
    killer.killed().forEach(point -> byStep.merge(point.step(), 1, Integer::sum));
    return new SweepReport(
        target,
        seed,
        killer.killed().size(),
        byStep,
        faultTarget.disksLost(),
        killer.givenUp(),
        controlPair.rounds(),
        disturbed.federation().outputs().digests().size(),
        disturbed.federation().outputs().acceptances().size(),
        killer.recordsRead(),
        witness.recordsRead(),
        killer.recordsRestored(),
        life.medianSecondsAway(),
        life.mostSecondsAway(),
        seconds,
        disturbed.federation().outputs().newest(),
        controlPair.broken());
  }
}
