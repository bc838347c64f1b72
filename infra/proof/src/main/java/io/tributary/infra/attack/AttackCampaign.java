package io.tributary.infra.attack;

import io.tributary.infra.crash.SweepCluster;
import io.tributary.infra.crash.SweepFederation;
import io.tributary.infra.crash.SweepUpdates;
import io.tributary.infra.local.process.ChildListener;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Sends hostile records to a real federation while honest clients train, and restarts its
 * aggregator from the topics alone after every batch. An undisturbed twin trains the same rounds:
 * both must publish the same bytes, and every honest update must be accepted exactly once.
 *
 * @param seed of everything that is drawn
 * @param records number of hostile records that the broker accepts
 * @param restarts number of restarts to spread them over
 * @param progress to show
 */
public record AttackCampaign(long seed, int records, int restarts, Progress progress) {
  private static final String ATTACKED = "attacked";
  private static final String CALM = "calm";

  /** The rounds before the first attack, so that every topic has honest records to imitate. */
  private static final int CALM_ROUNDS = 2;

  /** Runs the campaign; takes some three seconds a restart. */
  public AttackReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (var cluster = new SweepCluster(1, new ChildListener() {});
        var honest = new SweepFederation(cluster.connection(ATTACKED), SweepUpdates.SMALL, true);
        var twin = new SweepFederation(cluster.connection(CALM), SweepUpdates.SMALL, false);
        var attacked = federation(cluster, ATTACKED, honest);
        var calm = federation(cluster, CALM, twin)) {
      attacked.start();
      calm.start();
      progress.line("both aggregators are running");
      var run = new Run(cluster.connection(ATTACKED), honest, twin, attacked);
      run.campaign();
      return run.report((System.nanoTime() - start) / 1e9);
    }
  }

  private static AttackedFederation federation(
      SweepCluster cluster, String name, SweepFederation federation) throws IOException {
    return new AttackedFederation(
        cluster.connection(name), federation, cluster.directory(name + "-state"));
  }

  /** The state of a campaign while it runs. */
  private final class Run {
    private final FederationConnection connection;
    private final SweepFederation honest;
    private final SweepFederation twin;
    private final AttackedFederation attacked;
    private final List<String> broken = new ArrayList<>();
    private final TreeMap<String, Integer> byKind = new TreeMap<>();
    private int sent;
    private int refused;
    private int restarted;
    private int rounds;

    Run(
        FederationConnection connection,
        SweepFederation honest,
        SweepFederation twin,
        AttackedFederation attacked) {
      this.connection = connection;
      this.honest = honest;
      this.twin = twin;
      this.attacked = attacked;
    }

    void campaign() throws IOException, InterruptedException {
      honest.announce();
      twin.announce();
      for (int round = 0; round < CALM_ROUNDS; round++) {
        train();
      }
      var hostile =
          new HostileRecords(
              honest.spec(),
              honest.topics(),
              Codecs.of(honest.registry(), honest.topics()),
              TopicSamples.of(connection, honest.topics()),
              new SplittableRandom(seed));
      try (var sender = new HostileSender(connection)) {
        while (restarted < restarts && broken.isEmpty()) {
          int until = (int) ((long) records * (restarted + 1) / restarts);
          while (sent < until) {
            send(sender, hostile.next());
          }
          sender.flush();
          train();
          if (!broken.isEmpty()) {
            return;
          }
          attacked.restart();
          restarted++;
          broken.addAll(attacked.stops());
          progress.bar(new ProgressBar("hostile records", sent, records, restarted + " restarts"));
        }
      }
      if (broken.isEmpty()) {
        // Effects of the last batch must show now.
        train();
        settle();
      }
    }

    private void send(HostileSender sender, HostileRecord record) {
      if (sender.send(record)) {
        sent++;
        byKind.merge(record.kind(), 1, Integer::sum);
      } else {
        refused++;
      }
    }

    private void train() {
      rounds++;
      honest.send(rounds);
      twin.send(rounds);
      try {
        honest.outputs().awaitRound(rounds);
        twin.outputs().awaitRound(rounds);
      } catch (RuntimeException e) {
        broken.add("round " + rounds + ": " + e.getMessage());
        broken.addAll(quarantine().aboutSequence(rounds));
        broken.addAll(attacked.stops());
        return;
      }
      var actual = honest.outputs().digests();
      twin.outputs()
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

    private void settle() {
      int expected = rounds * SweepUpdates.SMALL.slots().size();
      var acceptances = honest.outputs().acceptances();
      long once = acceptances.values().stream().filter(times -> times == 1).count();
      if (once != expected || acceptances.size() != expected) {
        broken.add(
            "honest updates accepted once must be %d, were %d of %d"
                .formatted(expected, once, acceptances.size()));
      }
      honest
          .outputs()
          .publishedTwice()
          .forEach(version -> broken.add(version + " was published twice"));
    }

    private QuarantineReasons quarantine() {
      return QuarantineReasons.of(connection, honest.topics(), honest.registry());
    }

    AttackReport report(double seconds) {
      return new AttackReport(
          seed,
          sent,
          refused,
          restarted,
          byKind,
          quarantine().counts(),
          rounds,
          rounds * SweepUpdates.SMALL.slots().size(),
          attacked.stops().size(),
          seconds,
          broken);
    }
  }
}
