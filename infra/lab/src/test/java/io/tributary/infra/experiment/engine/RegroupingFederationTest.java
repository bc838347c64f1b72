package io.tributary.infra.experiment.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.worker.command.WorkerApp;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.method.shared.FedAvg;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FedCluster and IFCA through the shipped clients and the shipped topology, beside a few lines that
 * say what they are. Instead of a model, a client pulls its adapter half the way to a point of its
 * own in every round; its loss is the squared distance to it.
 */
class RegroupingFederationTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          1, 1, List.of(new TargetModule("first", 2, 2), new TargetModule("last", 2, 2)));
  private static final int ROUNDS = 6;
  private static final int REGROUP_ROUND = 2;

  /** Clients 0, 2 and 5 want much the same, and so do 1, 3 and 4. */
  private static final float[][] POINTS = {
    {1, 0, 0, 1, 0, 0, 1, 0.2f},
    {0, 2, 1, 0, 1, 0, -1, 0.1f},
    {1, 0.2f, 0, 1, 0, 0.1f, 1, 0.3f},
    {0, 2, 0.8f, 0, 1.1f, 0, -0.8f, 0},
    {0.1f, 2, 1, 0, 1, 0.3f, -1.2f, 0.1f},
    {1, 0, 0.3f, 1, 0, 0, 0.9f, 0.1f}
  };

  @TempDir Path folder;

  @Test
  void fedClusterIsFedAvgUntilItGroupsClientsByTheirUpdates() throws InterruptedException {
    FederationOutcome outcome = run(new ClusteringSettings(Mode.UPDATES, 2, 6, 1.5, 2, 3, 2));

    float[] common = initial();
    for (int round = 0; round < REGROUP_ROUND; round++) {
      common = mean(common, List.of(0, 1, 2, 3, 4, 5));
    }
    Map<Integer, float[]> groups = new TreeMap<>();
    for (List<Integer> members : List.of(List.of(0, 2, 5), List.of(1, 3, 4))) {
      float[] adapter = common;
      for (int round = REGROUP_ROUND; round < ROUNDS; round++) {
        adapter = mean(adapter, members);
      }
      for (int client : members) {
        groups.put(client, adapter);
      }
    }
    for (int client = 0; client < POINTS.length; client++) {
      assertClose(newest(outcome, client), groups.get(client));
    }
    assertThat(outcome.states().keySet()).containsExactly(0, REGROUP_ROUND);
    assertThat(outcome.versions().get(new ClusterId(0)).keySet()).containsExactly(1, 2);
    assertThat(outcome.versions().get(new ClusterId(1)).keySet()).containsExactly(3, 4, 5, 6);
    assertClose(
        outcome.upTo(REGROUP_ROUND).versions().get(new ClusterId(0)).get(REGROUP_ROUND), common);
    assertThat(outcome.upTo(REGROUP_ROUND).state().clusters()).hasSize(1);
  }

  @Test
  void ifcaLetsEveryClientTakeTheClusterThatSuitsItBestInEveryRound() throws InterruptedException {
    FederationOutcome outcome = run(new ClusteringSettings(Mode.LOSSES, 3, 6, 1.5, 2, 3));

    List<float[]> clusters = new ArrayList<>(List.of(initial(), initial(), initial()));
    SortedMap<Integer, List<Integer>> members = new TreeMap<>();
    outcome
        .states()
        .get(0)
        .assignments()
        .forEach(
            (slot, cluster) ->
                members.computeIfAbsent(cluster.value(), c -> new ArrayList<>()).add(number(slot)));
    assertThat(members.values()).allSatisfy(dealt -> assertThat(dealt).hasSize(2));
    for (int round = 0; round < ROUNDS; round++) {
      if (round > 0) {
        members.clear();
        for (int client = 0; client < POINTS.length; client++) {
          members.computeIfAbsent(best(clusters, client), c -> new ArrayList<>()).add(client);
        }
      }
      members.forEach(
          (cluster, group) -> clusters.set(cluster, mean(clusters.get(cluster), group)));
    }
    members.forEach(
        (cluster, group) ->
            group.forEach(client -> assertClose(newest(outcome, client), clusters.get(cluster))));
    assertThat(outcome.states().keySet()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(outcome.state().assignments().values().stream().distinct()).hasSizeBetween(2, 3);
  }

  /** Half way the clients start again, as where they drift: what they said is said again. */
  @Test
  void clientsThatStartAgainGoOnWhereTheyWere() throws InterruptedException {
    for (var settings :
        List.of(
            new ClusteringSettings(Mode.LOSSES, 3, 6, 1.5, 2, 3),
            new ClusteringSettings(Mode.UPDATES, 2, 6, 1.5, 2, 3, 2))) {
      FederationOutcome whole = run(settings);
      FederationOutcome halves = run(settings, 1, 2, 3, ROUNDS);
      assertThat(halves.versions()).isEqualTo(whole.versions());
      assertThat(halves.state().assignments()).isEqualTo(whole.state().assignments());
    }
  }

  private FederationOutcome run(ClusteringSettings clustering, int... until)
      throws InterruptedException {
    var spec = new FederationSpec("f", "base@1", 2, LAYOUT, 5, clustering, WindowSettings.rounds());
    var record = new FederationRecord(clustering, report -> {});
    Path state = folder.resolve(clustering.mode() + "-" + until.length);
    int[] ends = until.length == 0 ? new int[] {ROUNDS} : until;
    try (var federation = new InProcessFederation(spec)) {
      SortedMap<SlotId, LoraAdapter> personal = new TreeMap<>();
      for (int rounds : ends) {
        var exchange = new RecordingTransport(federation.exchange(), record);
        try (var app = new WorkerApp(parts(exchange, spec, state, rounds))) {
          app.run(() -> {});
          record.await(rounds, Duration.ofSeconds(10));
          personal = app.personalAdapters();
        }
      }
      FederationOutcome outcome = record.outcome(personal, new TreeMap<>(), 0);
      assertThat(outcome.setAside()).isEmpty();
      assertThat(outcome.losses()).hasSize(ROUNDS);
      return outcome;
    }
  }

  private static WorkerApp.Parts parts(
      RecordingTransport exchange, FederationSpec spec, Path state, int rounds) {
    var settings =
        new WorkerSettings(
            OptionalInt.of(1),
            OptionalInt.of(rounds),
            1,
            1,
            new FedAvg(),
            LearningRate.constant(1),
            0,
            true,
            100,
            64,
            List.of(OptionalInt.empty()),
            1);
    var rows = new ArrayList<ClientDataset>();
    for (int client = 0; client < POINTS.length; client++) {
      var row = new Row("t", "", Integer.toString(client), "yes", List.of("yes", "no"));
      rows.add(
          new ClientDataset(
              new ClientId("client-" + client), List.of(row, row), List.of(), Optional.empty()));
    }
    return new WorkerApp.Parts(
        exchange,
        spec,
        settings,
        rows,
        state,
        texts -> texts.stream().map(text -> new float[] {1, 0}).toArray(float[][]::new),
        (job, optimiser) -> pulled(job),
        (adapter, samples, maxTokens) -> distance(adapter.values(), client(samples.get(0).text())),
        2,
        InProcessFederation.CLOCK);
  }

  private static TrainingResult pulled(TrainingJob job) {
    float[] values = pulled(job.start().values(), client(job.samples().get(0).text()));
    return new TrainingResult(new LoraAdapter(LAYOUT, values), new float[] {1}, 1, 1);
  }

  private static int client(String text) {
    return Integer.parseInt(text.strip());
  }

  private static int number(SlotId slot) {
    return Integer.parseInt(slot.client().value().substring("client-".length()));
  }

  private static float[] pulled(float[] from, int client) {
    float[] values = from.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.5f * (POINTS[client][i] - values[i]);
    }
    return values;
  }

  private static double distance(float[] values, int client) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.pow(values[i] - POINTS[client][i], 2);
    }
    return sum;
  }

  private static float[] mean(float[] from, Collection<Integer> members) {
    float[] mean = new float[from.length];
    for (int client : members) {
      float[] theirs = pulled(from, client);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += theirs[i] / members.size();
      }
    }
    return mean;
  }

  private static int best(List<float[]> clusters, int client) {
    int best = 0;
    for (int c = 1; c < clusters.size(); c++) {
      best = distance(clusters.get(c), client) < distance(clusters.get(best), client) ? c : best;
    }
    return best;
  }

  private static float[] initial() {
    return LoraAdapter.initial(LAYOUT, 5).values();
  }

  private static LoraAdapter newest(FederationOutcome outcome, int client) {
    ClusterId cluster = outcome.state().assignments().get(SlotId.parse("client-" + client + "/0"));
    SortedMap<Integer, LoraAdapter> versions = outcome.versions().get(cluster);
    assertThat(outcome.personal().get(SlotId.parse("client-" + client + "/0")))
        .isEqualTo(versions.get(versions.lastKey()));
    return versions.get(versions.lastKey());
  }

  private static void assertClose(LoraAdapter adapter, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(adapter.values()[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }
}
