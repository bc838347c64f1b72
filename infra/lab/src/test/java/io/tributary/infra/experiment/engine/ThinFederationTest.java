package io.tributary.infra.experiment.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.command.WorkerApp;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.method.personal.ThinPflAlign;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thin clients beside clients that keep their state, through the shipped clients and the shipped
 * topology. Instead of a model, a client's loss is half the squared distance to a point of its own.
 */
class ThinFederationTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          2, 2, List.of(new TargetModule("first", 2, 2), new TargetModule("last", 2, 2)));
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  /** How the clients of a federation are. */
  private record Clients(int count, SelfCorrection correction, int rank, boolean remembering) {
    PflAlign stateful() {
      return new PflAlign(AlignmentVariant.FULL, AlignmentRate.of(0.3), correction);
    }
  }

  /** What came of it: its outcome, and the bits of every start of every client, by round. */
  private record Ran(FederationOutcome outcome, SortedMap<Integer, List<int[]>> starts) {
    /** Of one round, client by client. */
    List<List<Integer>> startsOf(int round) {
      return starts.values().stream()
          .map(rounds -> Arrays.stream(rounds.get(round)).boxed().toList())
          .toList();
    }
  }

  /**
   * Where training asks no optimiser that remembers, the offset is all that a client could keep.
   */
  @ParameterizedTest
  @CsvSource({"NEVER, 3, 0", "SMALL, 2, 0", "ALWAYS, 3, 0", "ALWAYS, 3, 1"})
  void withoutMomentsTheyAreTheSameFederationToTheBit(
      SelfCorrection correction, int count, int rank) throws InterruptedException {
    var clients = new Clients(count, correction, rank, false);
    Ran stateful = run("stateful", clients, clients.stateful());
    Ran thin = run("thin", clients, ThinPflAlign.of(clients.stateful()));

    for (int round = 0; round < ROUNDS; round++) {
      assertThat(thin.startsOf(round)).isEqualTo(stateful.startsOf(round)).hasSize(count);
    }
    assertThat(thin.outcome().versions()).isEqualTo(stateful.outcome().versions());
    assertThat(thin.outcome().personal()).isEqualTo(stateful.outcome().personal()).hasSize(count);
    assertThat(thin.startsOf(1)).doesNotHaveDuplicates();
  }

  /**
   * Whose v and q begin anew ends the second round elsewhere, so that the third starts elsewhere.
   */
  @Test
  void withMomentsTheyStartTheSecondRoundAlike() throws InterruptedException {
    var clients = new Clients(3, SelfCorrection.ALWAYS, 0, true);
    Ran stateful = run("stateful", clients, clients.stateful());
    Ran thin = run("thin", clients, ThinPflAlign.of(clients.stateful()));

    assertThat(thin.startsOf(0)).isEqualTo(stateful.startsOf(0));
    assertThat(thin.startsOf(1)).isEqualTo(stateful.startsOf(1));
    assertThat(thin.startsOf(2)).isNotEqualTo(stateful.startsOf(2));
  }

  /** Before every round, all of it. */
  @Test
  void losingTheStateFolderChangesNothing() throws InterruptedException {
    var clients = new Clients(3, SelfCorrection.SMALL, 0, true);
    LocalMethod thin =
        ThinPflAlign.of(
            new PflAlign(AlignmentVariant.FULL, AlignmentRate.of(0.1), SelfCorrection.SMALL));
    Ran kept = run("kept", clients, thin);
    Ran lost = run("lost", clients, thin, 1, 2, 3, ROUNDS);

    for (int round = 0; round < ROUNDS; round++) {
      assertThat(lost.startsOf(round)).isEqualTo(kept.startsOf(round));
    }
    assertThat(lost.outcome().versions()).isEqualTo(kept.outcome().versions());
    assertThat(lost.outcome().personal()).isEqualTo(kept.outcome().personal());
  }

  /** Between two ends, clients begin anew with empty state folders. */
  private Ran run(String name, Clients clients, LocalMethod method, int... until)
      throws InterruptedException {
    var spec =
        new FederationSpec(
            "f",
            "base@1",
            2,
            LAYOUT,
            5,
            new ClusteringSettings(Mode.ONE, 1, clients.count(), 1.5, 1, 3),
            WindowSettings.rounds(),
            MergeSettings.defaults().with(PersonalInitMode.valueOf(clients.correction().name())));
    var record = new FederationRecord(spec.clustering(), report -> {});
    var starts = new TreeMap<Integer, List<int[]>>();
    for (int client = 0; client < clients.count(); client++) {
      starts.put(client, new ArrayList<>());
    }
    int[] ends = until.length == 0 ? new int[] {ROUNDS} : until;
    try (var federation = new InProcessFederation(spec)) {
      SortedMap<SlotId, LoraAdapter> personal = new TreeMap<>();
      for (int rounds : ends) {
        var parts =
            new WorkerApp.Parts(
                new RecordingTransport(federation.exchange(), record),
                spec,
                settings(method, rounds, clients.rank()),
                IntStream.range(0, clients.count()).mapToObj(ThinFederationTest::rows).toList(),
                folder.resolve(name + "-" + rounds),
                texts -> texts.stream().map(text -> new float[] {1, 0}).toArray(float[][]::new),
                (job, optimiser) -> train(job, optimiser, clients, starts),
                (adapter, samples, maxTokens) -> 0,
                2,
                InProcessFederation.CLOCK);
        try (var app = new WorkerApp(parts)) {
          app.run(() -> {});
          record.await(rounds, Duration.ofSeconds(10));
          personal = app.personalAdapters();
        }
      }
      FederationOutcome outcome = record.outcome(personal, new TreeMap<>(), 0);
      assertThat(outcome.setAside()).isEmpty();
      assertThat(outcome.losses()).hasSize(ROUNDS);
      return new Ran(outcome, starts);
    }
  }

  private static WorkerSettings settings(LocalMethod method, int rounds, int rank) {
    return new WorkerSettings(
        OptionalInt.of(1),
        OptionalInt.of(rounds),
        3,
        1,
        method,
        LearningRate.constant(1),
        0,
        true,
        100,
        64,
        List.of(ZeroSentinel.of(rank)),
        1);
  }

  private static ClientDataset rows(int client) {
    var row = new Row("t", "", Integer.toString(client), "yes", List.of("yes", "no"));
    return new ClientDataset(
        new ClientId("client-" + client),
        IntStream.rangeClosed(0, 1 + client).mapToObj(each -> row).toList(),
        List.of(),
        Optional.empty());
  }

  private static TrainingResult train(
      TrainingJob job,
      Optimiser optimiser,
      Clients clients,
      SortedMap<Integer, List<int[]>> starts) {
    int client = Integer.parseInt(job.samples().get(0).text().strip());
    float[] values = job.start().values().clone();
    starts.get(client).add(bits(values));
    float[] point = point(client, clients.rank());
    for (int step = 0; step < job.steps(); step++) {
      float[] gradient = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        gradient[i] = values[i] - point[i];
      }
      if (clients.remembering()) {
        optimiser.step(values, gradient);
      } else {
        for (int i = 0; i < values.length; i++) {
          values[i] -= 0.3f * gradient[i];
        }
      }
    }
    return new TrainingResult(new LoraAdapter(LAYOUT, values), new float[job.steps()], 1, 1);
  }

  /** Zero in the components that are not trained, whose gradients are zero in a model. */
  private static float[] point(int client, int rank) {
    float[] point = new float[LAYOUT.parameters()];
    for (int i = 0; i < point.length; i++) {
      point[i] = (float) Math.sin(1 + 2.3 * client + 1.7 * i);
    }
    var whole = new LoraAdapter(LAYOUT, point);
    return (rank == 0 ? whole : whole.truncated(rank)).values();
  }

  /** -0 is not 0 where bytes are compared. */
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
