package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.CrashPlan;
import io.tributary.infra.crash.fault.GateServer;
import io.tributary.infra.crash.fault.Killer;
import io.tributary.infra.crash.gate.SweptWorkerMain;
import io.tributary.infra.local.process.ChildProcess;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.util.Map;

/**
 * Sweeps workers, which feed themselves: one is killed, its twin is not; both train the same
 * rounds.
 */
final class WorkerSweep {
  /** The rounds in which the steps are observed. */
  private static final int CALM_ROUNDS = 3;

  /** The number of rounds within which both workers have started. */
  private static final int ROUNDS_BEFORE = 20;

  /**
   * The rounds of one kill; a life takes longer than a round, so that most kills come within one.
   */
  private static final int ROUNDS_OF_A_KILL = 4;

  private final SweepCluster cluster;
  private final SweptAggregator disturbed;
  private final SweptAggregator calm;
  private final Killer killer;
  private final Killer witness;
  private final Progress progress;

  /**
   * Creates a sweep of two federations whose aggregators are not disturbed.
   *
   * @param killer asked by the disturbed federation's worker
   * @param witness asked by the other's
   */
  WorkerSweep(
      SweepCluster cluster,
      SweptAggregator disturbed,
      SweptAggregator calm,
      Killer killer,
      Killer witness,
      Progress progress) {
    this.cluster = cluster;
    this.disturbed = disturbed;
    this.calm = calm;
    this.killer = killer;
    this.witness = witness;
    this.progress = progress;
  }

  /**
   * Trains until every kill was done, and some rounds more.
   *
   * @return the outcome of both
   */
  ControlPair run(WorkerVictim victim, int kills, long seed)
      throws IOException, InterruptedException {
    int rounds = ROUNDS_BEFORE + ROUNDS_OF_A_KILL * kills;
    var controlPair = new ControlPair(disturbed, calm);
    try (var gate = GateServer.open(killer);
        var twinGate = GateServer.open(witness)) {
      ChildProcess worker = cluster.start(worker(disturbed, gate, rounds));
      cluster.start(worker(calm, twinGate, rounds));
      progress.line("both workers are running");
      disturbed.federation().awaitClusters();
      calm.federation().awaitClusters();
      disturbed.federation().outputs().awaitVersions(1);
      // By now the worker may be far ahead of what was read, so its own steps tell the rounds.
      Map<String, Integer> atStart = killer.seen();
      int round = 1;
      while (trained(killer.seen()) - trained(atStart)
          < CALM_ROUNDS * SweepUpdates.TWO_CHUNKS.slots().size()) {
        disturbed.federation().outputs().awaitVersions(++round);
      }
      victim.is(worker);
      // Steps that only a first start takes never occur again, because embeddings and slots are
      // kept.
      killer.begin(CrashPlan.of(CrashPlan.between(atStart, killer.seen()), kills, seed));
      while (round < rounds) {
        disturbed.federation().outputs().awaitVersions(++round);
        killer.roundPassed();
        int killed = Math.min(kills, killer.killed().size());
        progress.bar(new ProgressBar("kills", killed, kills, "round " + round + " of " + rounds));
      }
      controlPair.complete(rounds);
    }
    return controlPair;
  }

  private static int trained(Map<String, Integer> seen) {
    return seen.getOrDefault(SweptWorkerMain.TRAINED, 0);
  }

  private ChildSpec worker(SweptAggregator federation, GateServer gate, int rounds)
      throws IOException {
    FederationConnection connection = federation.federation().connection();
    return cluster
        .dist()
        .application(connection.federation() + "-worker", SweptWorkerMain.class.getName())
        .withFlags("-Xmx256m", "-XX:TieredStopAtLevel=1")
        .withArgs(connection.bootstrapServers(), connection.schemaRegistry())
        .withArgs(connection.federation())
        .withArgs(cluster.directory(connection.federation() + "-worker").toString())
        .withArgs(Integer.toString(rounds), Integer.toString(gate.port()));
  }
}
