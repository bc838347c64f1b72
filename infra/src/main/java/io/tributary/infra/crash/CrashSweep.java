package io.tributary.infra.crash;

import io.tributary.infra.cli.progress.Bar;
import io.tributary.infra.cli.progress.Progress;
import io.tributary.infra.local.ChildProcess;
import io.tributary.schemas.settings.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills an aggregator with -9 at every step of its work, over and over, while its twin works in
 * peace: after every round both must have published the same bytes.
 */
public final class CrashSweep implements Killer.Victim {
  /** Rounds that show which steps there are. */
  private static final int CALM_ROUNDS = 3;

  /** A point that does not come up in so many rounds may do so in the next life only. */
  private static final int PATIENT_ROUNDS = 5;

  /** Every so many kills the victim loses its disk, too. */
  private static final int DISK_LOST_EVERY = 10;

  private static final String DISTURBED = "disturbed";
  private static final String CALM = "calm";

  private final String mainClass;
  private final int kills;
  private final long seed;
  private final Progress progress;
  private final VictimLife life = new VictimLife(DISTURBED);
  private final Killer killer = new Killer(DISTURBED, this);
  private final Killer witness = new Killer(CALM, (kill, point) -> false);
  private final List<String> broken = new ArrayList<>();
  private volatile ChildProcess victim;
  private volatile Path stateDir;
  private final AtomicInteger disksLost = new AtomicInteger();

  /**
   * A sweep.
   *
   * @param mainClass of the command line
   * @param kills to do
   * @param seed of their order, and of the occurrence of each step
   */
  public CrashSweep(String mainClass, int kills, long seed, Progress progress) {
    this.mainClass = mainClass;
    this.kills = kills;
    this.seed = seed;
    this.progress = progress;
  }

  @Override
  public boolean kill(int kill, CrashPoint point) {
    boolean losesDisk = kill % DISK_LOST_EVERY == 0;
    if (losesDisk) {
      disksLost.incrementAndGet();
    }
    life.dies(losesDisk ? stateDir : null);
    Killer.kill(victim.pid());
    progress.bar(new Bar("kills", kill, kills, point.step()));
    return true;
  }

  /** Runs the sweep; takes some five seconds a kill. */
  public CrashReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (var cluster = new SweepCluster(life);
        var gate = GateServer.open(killer);
        var twinGate = GateServer.open(witness);
        var disturbed = new SweepFederation(cluster.connection(DISTURBED));
        var calm = new SweepFederation(cluster.connection(CALM))) {
      stateDir = cluster.directory(DISTURBED);
      victim = start(cluster, DISTURBED, stateDir, gate);
      ChildProcess twin = start(cluster, CALM, cluster.directory(CALM), twinGate);
      progress.line("both aggregators are running");
      SortedMap<String, Integer> atStart = killer.seen();
      disturbed.announce();
      calm.announce();
      int rounds = train(List.of(disturbed, calm), atStart);
      requireEachOnce(disturbed, rounds);
      if (twin.pid().isEmpty()) {
        broken.add("the twin must live through the sweep, did not");
      }
      return report(disturbed, rounds, (System.nanoTime() - start) / 1e9);
    }
  }

  private ChildProcess start(SweepCluster cluster, String name, Path state, GateServer gate)
      throws InterruptedException {
    Connection connection = cluster.connection(name);
    return cluster.start(SweptAggregator.spec(cluster, mainClass, connection, state, gate.port()));
  }

  /** Returns the number of rounds. */
  private int train(List<SweepFederation> twins, SortedMap<String, Integer> atStart) {
    int round = 0;
    SortedMap<String, Integer> before = killer.seen();
    while (round < CALM_ROUNDS) {
      train(twins, ++round);
    }
    killer.begin(CrashPlan.of(steps(atStart, before, killer.seen()), kills, seed));
    CrashPoint awaited = null;
    int waited = 0;
    while (killer.armed().isPresent() && broken.isEmpty()) {
      CrashPoint armed = killer.armed().get();
      waited = armed.equals(awaited) ? waited + 1 : 0;
      awaited = armed;
      if (waited == PATIENT_ROUNDS) {
        killer.begrudge(armed);
      } else if (waited == 2 * PATIENT_ROUNDS) {
        killer.giveUp(armed);
      }
      train(twins, ++round);
    }
    // Nobody is killed any more: what is left of the last crash must mend by itself.
    train(twins, ++round);
    return round;
  }

  /** How often each step comes up at a start, or else in the calm rounds. */
  private static Map<String, Integer> steps(
      Map<String, Integer> atStart, Map<String, Integer> before, Map<String, Integer> after) {
    var steps = new TreeMap<>(atStart);
    after.forEach(
        (step, times) -> {
          int inRounds = times - before.getOrDefault(step, 0);
          if (inRounds > 0) {
            steps.put(step, inRounds);
          }
        });
    return steps;
  }

  private void train(List<SweepFederation> twins, int round) {
    twins.forEach(federation -> federation.send(round));
    twins.forEach(federation -> federation.awaitRound(round));
    SortedMap<String, String> actual = twins.get(0).digests();
    twins
        .get(1)
        .digests()
        .forEach(
            (version, digest) -> {
              if (!digest.equals(actual.get(version))) {
                broken.add(
                    "digest of %s must be the twin's %s, was %s"
                        .formatted(version, digest, actual.get(version)));
              }
            });
  }

  private void requireEachOnce(SweepFederation federation, int rounds) {
    federation
        .acceptances()
        .forEach(
            (update, times) -> {
              if (times != 1) {
                broken.add(
                    "update %s must be accepted once, was %d times".formatted(update, times));
              }
            });
    int expected = rounds * SweepUpdates.slots().size();
    if (federation.acceptances().size() != expected) {
      broken.add(
          "updates accepted must be %d, were %d"
              .formatted(expected, federation.acceptances().size()));
    }
    federation
        .publishedTwice()
        .forEach(version -> broken.add("version %s was published twice".formatted(version)));
  }

  private CrashReport report(SweepFederation federation, int rounds, double seconds) {
    var byStep = new TreeMap<String, Integer>();
    killer.killed().forEach(point -> byStep.merge(point.step(), 1, Integer::sum));
    SortedMap<String, String> digests = federation.digests();
    return new CrashReport(
        "aggregator",
        seed,
        killer.killed().size(),
        byStep,
        disksLost.get(),
        killer.givenUp(),
        rounds,
        digests.size(),
        federation.acceptances().size(),
        killer.recordsRead(),
        witness.recordsRead(),
        killer.recordsRestored(),
        life.medianSecondsAway(),
        life.mostSecondsAway(),
        seconds,
        federation.newest(),
        broken);
  }
}
