package io.tributary.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.testkit.ConcurrentTasks;
import io.tributary.testkit.KafkaBroker;
import io.tributary.worker.LiveTopics;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.exchange.KafkaExchange;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.method.personal.ThinPflAlign;
import io.tributary.worker.method.shared.FedAvg;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.slot.FakeWorld;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.train.TrainingResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two clients in one process against a real broker; the model is a fake. */
class WorkerAppTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final ClientId ADA = new ClientId("ada");
  private static final OptionalInt ONE = OptionalInt.of(1);
  private static final ClientId BOB = new ClientId("bob");

  @TempDir Path state;
  private LiveTopics topics;

  @BeforeEach
  void createTopics() throws Exception {
    topics = LiveTopics.created(BROKER, "app");
  }

  @Test
  void joinsTakesRowsFromATopicTrainsAndFinishes() throws Exception {
    topics.produce(topics.rows(), "bob", row("a new one"));
    var ready = new CompletableFuture<Void>();
    var run =
        CompletableFuture.runAsync(
            () -> {
              try (var app = new WorkerApp(parts(0))) {
                app.run(() -> ready.complete(null));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            ConcurrentTasks.ONE_EACH);
    CompletableFuture.anyOf(ready, run).get(60, TimeUnit.SECONDS);
    List<TaskEmbedding> slots = new ArrayList<>();
    for (byte[] value : topics.values(topics.names.taskEmbeddings().name(), 2)) {
      slots.add(topics.codecs.taskEmbedding().decode(value));
    }
    assertThat(slots).extracting(slot -> slot.slot().toString()).contains("ada/0", "bob/0");

    topics.produce(
        topics.names.clusterState().name(),
        ClusterState.KEY,
        topics.codecs.clusterState().encode(state()));
    run.get(60, TimeUnit.SECONDS);

    List<UpdateManifest> updates = new ArrayList<>();
    for (byte[] value : topics.values(topics.names.adapterUpdates().name(), 2)) {
      updates.add(topics.codecs.updateManifest().decode(value));
    }
    assertThat(updates)
        .extracting(update -> update.id() + " " + update.samples())
        .containsExactlyInAnyOrder("ada/0#1 3", "bob/0#1 4");
    assertThat(topics.values(topics.names.updateChunks().name(), 2)).hasSize(2);
    assertThat(topics.values(topics.names.workerReports().name(), 6))
        .hasSizeGreaterThanOrEqualTo(6);
  }

  /**
   * Ada contributed to the version and Bob did not: her start comes by Kafka, he takes the version.
   */
  @Test
  void thinClientsStartWhereTheAggregatorWroteThatTheyDo() throws Exception {
    LoraAdapter global = LoraAdapter.initial(FakeWorld.LAYOUT, 1);
    LoraAdapter start = LoraAdapter.initial(FakeWorld.LAYOUT, 2);
    var update = UpdateId.parse("ada/0#1");
    var chunk = new ChunkKey(new ClusterId(0), 0);
    var manifest =
        new AdapterManifest(
            new AdapterVersion(new ClusterId(0), 1, 1, global.digest()),
            "0".repeat(16),
            FakeWorld.LAYOUT.digest(),
            AdapterChunks.digests(global.values()),
            List.of(new Contribution(update, 1, 1, 0, 1, 0, 0)),
            Instant.EPOCH);
    var personal =
        new PersonalChunk(
            update,
            chunk,
            1,
            manifest.chunkDigests().get(0),
            AdapterChunks.encode(start.values(), 0));
    var version = new AdapterChunk(chunk, 1, AdapterChunks.encode(global.values(), 0));
    topics.produce(
        topics.names.globalAdapterChunks().name(),
        version.recordKey(),
        topics.codecs.adapterChunk().encode(version));
    topics.produce(
        topics.names.globalAdapters().name(),
        manifest.key(),
        topics.codecs.adapterManifest().encode(manifest));
    topics.produce(
        topics.names.personalAdapters().name(),
        personal.recordKey(),
        topics.codecs.personalChunk().encode(personal));
    topics.produce(
        topics.names.clusterState().name(),
        ClusterState.KEY,
        topics.codecs.clusterState().encode(state()));

    var starts = new ConcurrentLinkedQueue<LoraAdapter>();
    FederationSpec spec = withStarts(PersonalInitMode.ALWAYS);
    try (var app = new WorkerApp(parts(spec, thin(), starts))) {
      app.run(() -> {});
    }
    assertThat(starts).containsExactlyInAnyOrder(start, global);
  }

  @Test
  void thinClientsAreRefusedWhereNobodyWritesTheirStarts() {
    WorkerApp.Parts parts =
        parts(withStarts(PersonalInitMode.OFF), thin(), new ConcurrentLinkedQueue<>());
    Failure failure = catchThrowableOfType(Failure.class, () -> new WorkerApp(parts));
    assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    assertThat(failure.code()).isEqualTo("STARTS_NOT_PUBLISHED");
    assertThat(failure)
        .hasMessage(
            "merge.personal of federation f must be never, small or always with --thin, was off");
    assertThat(failure.hint()).contains("--personal-adapters");
  }

  private static FederationSpec withStarts(PersonalInitMode mode) {
    FederationSpec spec = FakeWorld.SPEC;
    return new FederationSpec(
        spec.federation(),
        spec.baseModel(),
        spec.embeddingSize(),
        spec.layout(),
        spec.seed(),
        spec.clustering(),
        spec.window(),
        MergeSettings.defaults().with(mode));
  }

  private static WorkerSettings thin() {
    var method =
        ThinPflAlign.of(
            new PflAlign(AlignmentVariant.FULL, AlignmentRate.of(1), SelfCorrection.SMALL));
    return new WorkerSettings(
        ONE,
        OptionalInt.of(2),
        1,
        1,
        method,
        LearningRate.constant(0.1f),
        0,
        true,
        100,
        64,
        List.of(OptionalInt.empty()),
        1);
  }

  @Test
  void ranksAreDealtToTheClientsInTurn() {
    WorkerSettings settings = settings(List.of(8, 2));
    assertThat(settings.rankOf(0)).isEqualTo(settings.rankOf(2)).isEqualTo(OptionalInt.of(8));
    assertThat(settings.rankOf(1)).hasValue(2);
  }

  @Test
  void aRankBeyondTheFederationsIsRefused() {
    assertThatThrownBy(() -> new WorkerApp(parts(2)))
        .isInstanceOf(Failure.class)
        .hasMessage("--rank must be at most the federation's 1, was 2");
  }

  private static WorkerSettings settings(List<Integer> ranks) {
    return new WorkerSettings(
        ONE,
        ONE,
        1,
        1,
        new FedAvg(),
        LearningRate.constant(0.1f),
        0,
        true,
        100,
        64,
        ranks.stream().map(ZeroSentinel::of).toList(),
        1);
  }

  private WorkerApp.Parts parts(int rank) {
    return parts(FakeWorld.SPEC, settings(List.of(rank)), new ConcurrentLinkedQueue<>());
  }

  private WorkerApp.Parts parts(
      FederationSpec spec, WorkerSettings settings, Queue<LoraAdapter> starts) {
    return new WorkerApp.Parts(
        new KafkaExchange(
            topics.connection,
            FakeWorld.SPEC,
            Optional.of(topics.rows()),
            Set.of(ADA, BOB),
            topics.registry),
        spec,
        settings,
        List.of(client(ADA), client(BOB)),
        state,
        texts -> texts.stream().map(text -> new float[] {1, 0}).toArray(float[][]::new),
        (job, optimiser) -> {
          starts.add(job.start());
          return new TrainingResult(job.start(), new float[] {1}, 1, 1);
        },
        (adapter, samples, maxTokens) -> 0,
        2,
        Clock.systemUTC());
  }

  private static ClientDataset client(ClientId id) {
    List<Row> rows = List.of(FakeWorld.row("x"), FakeWorld.row("y"), FakeWorld.row("z"));
    return new ClientDataset(id, rows, List.of(), Optional.empty());
  }

  private static ClusterState state() {
    var cluster = new ClusterId(0);
    return new ClusterState(
        1,
        1,
        "base@1",
        List.of(new ClusterCentroid(cluster, new float[] {1, 0}, 0)),
        new TreeMap<>(Map.of(new SlotId(ADA, 0), cluster, new SlotId(BOB, 0), cluster)),
        Set.of(),
        Instant.EPOCH);
  }

  private static byte[] row(String input) {
    return ("{\"input\":\"" + input + "\",\"output\":\"a\",\"options\":[\"a\",\"b\"]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
