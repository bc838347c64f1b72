package io.tributary.worker.slot;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.ClientParts;
import io.tributary.worker.ClientWorker;
import io.tributary.worker.ToyTrainer;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.shared.FedAvg;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.state.ClientState;
import io.tributary.worker.state.OutgoingUpdate;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A federation without Kafka and without a model: texts embed by their first letter. */
public final class FakeWorld implements StatusPublisher, UpdateSink {
  public static final AdapterLayout LAYOUT =
      new AdapterLayout(1, 1, List.of(new TargetModule("only", 2, 2)));
  static final ClientId CLIENT = new ClientId("ada");
  public static final FederationSpec SPEC =
      new FederationSpec(
          "f",
          "base@1",
          2,
          LAYOUT,
          5,
          new ClusteringSettings(ClusteringSettings.Mode.TASKS, 2, 1, 1.5, 2, 1),
          WindowSettings.rounds());

  final List<TaskEmbedding> announced = new ArrayList<>();
  public final List<WorkerReport> reports = new ArrayList<>();
  final List<OutgoingUpdate> sent = new ArrayList<>();
  final List<TrainingJob> jobs = new ArrayList<>();
  final List<String> optimisers = new ArrayList<>();
  final List<Row> fed = new ArrayList<>();
  final FederationSpec spec;
  public final FederationState downstream;
  final Codecs codecs =
      Codecs.of(SchemaRegistry.inMemory("fake-world"), new TopicCatalogue("f", 1));

  int embedded;

  /** Components that the worker trains. */
  int rank;

  /** What the worker does in a round. */
  LocalMethod method = new FedAvg();

  /** What stands for training. */
  public SlotTrainer trainer = ToyTrainer::train;

  /** Runs just before a transaction commits, and just after; may throw to kill the worker. */
  Runnable beforeCommit = () -> {};

  Runnable afterCommit = () -> {};

  public FakeWorld() {
    this(SPEC);
  }

  /** Of another layout. */
  FakeWorld(FederationSpec spec) {
    this.spec = spec;
    downstream = new FederationState(spec, Set.of(CLIENT));
  }

  /** A worker of two slots, on the state of its predecessors. */
  public ClientWorker start(Path stateRoot, int rounds) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var settings =
        new WorkerSettings(
            OptionalInt.of(2),
            ZeroSentinel.of(rounds),
            3,
            2,
            method,
            new LearningRate(0.1f, 0.01f, rounds),
            0,
            true,
            100,
            64,
            List.of(ZeroSentinel.of(rank)),
            9);
    var progress = new ClientProgress(CLIENT, this, clock);
    ClientState state = ClientState.open(stateRoot, "f", CLIENT);
    try {
      var setup =
          new ClientSlots.Setup(
              CLIENT, spec.baseModel(), settings, this::embed, this, RecordSigner.NONE, clock);
      ClientSlots slots = ClientSlots.of(setup, rows(), state, progress);
      return new ClientWorker(
          spec,
          settings,
          ZeroSentinel.of(rank),
          slots,
          new ClientParts(
              this::takeFed,
              state,
              this::trained,
              (adapter, samples, maxTokens) -> 0,
              new UpdateWriter(codecs, RecordSigner.NONE),
              this,
              progress,
              clock));
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  static List<Row> rows() {
    return List.of(row("apples"), row("berries"), row("avocados"), row("beans"), row("ants"));
  }

  public static Row row(String input) {
    return new Row("", "", input, "yes", List.of("no", "yes"));
  }

  /** Slot 0 belongs to cluster 0, slot 1 to cluster 1. */
  public void formClusters() {
    assign(0, 1);
  }

  /** Slot 0 belongs to the first of these clusters, slot 1 to the second. */
  void assign(int... clusters) {
    var assignments = new TreeMap<SlotId, ClusterId>();
    var centroids = new ArrayList<ClusterCentroid>();
    for (int i = 0; i < 2; i++) {
      assignments.put(new SlotId(CLIENT, i), new ClusterId(clusters[i]));
      centroids.add(new ClusterCentroid(new ClusterId(i), new float[] {i, 1 - i}, 0));
    }
    downstream.clusterState(
        new ClusterState(1, 1, "base@1", centroids, assignments, Set.of(), Instant.EPOCH));
  }

  /** Publishes a version of a cluster's adapter that holds these updates. */
  AdapterVersion publish(int cluster, int version, String... updates) {
    return publish(
        cluster, version, LoraAdapter.initial(spec.layout(), 100L * cluster + version), updates);
  }

  /** The same of such values. */
  AdapterVersion publish(int cluster, int version, LoraAdapter adapter, String... updates) {
    var name = new AdapterVersion(new ClusterId(cluster), 1, version, adapter.digest());
    downstream.version(
        new AdapterManifest(
            name,
            "0".repeat(16),
            spec.layout().digest(),
            AdapterChunks.digests(adapter.values()),
            Stream.of(updates)
                .map(update -> new Contribution(UpdateId.parse(update), 1, 1, 0, 1, 0, 0))
                .toList(),
            Instant.EPOCH),
        adapter);
    return name;
  }

  /** Tells where the slot of an update starts from the version that holds it. */
  LoraAdapter tellStart(AdapterVersion version, String update) {
    LoraAdapter start =
        LoraAdapter.initial(spec.layout(), 31L * update.hashCode() + version.version());
    downstream.personal(new PersonalInits.Start(UpdateId.parse(update), version, start));
    return start;
  }

  /** The ledger's decision about an update. */
  void decide(String update, Verdict verdict) {
    decide(update, 0, verdict);
  }

  /** The same in another cluster's window. */
  void decide(String update, int cluster, Verdict verdict) {
    downstream.decision(
        new LedgerEntry(
            UpdateId.parse(update),
            new ClusterId(cluster),
            verdict,
            RejectReason.NONE,
            "",
            1,
            1,
            1,
            0,
            Instant.EPOCH,
            1));
  }

  /** What was sent, by id and base, in order. */
  List<String> sentUpdates() {
    return sent.stream().map(update -> manifest(update)).map(FakeWorld::brief).toList();
  }

  UpdateManifest manifest(OutgoingUpdate update) {
    try {
      return codecs.updateManifest().decode(update.manifest());
    } catch (UndecodableRecord e) {
      throw new AssertionError(e);
    }
  }

  /** The payload of an update of one chunk. */
  float[] values(OutgoingUpdate update) {
    try {
      float[] values = new float[spec.layout().parameters()];
      AdapterChunks.decodeInto(
          codecs.updateChunk().decode(update.chunks().get(0).value()).payload(), 0, values);
      return values;
    } catch (UndecodableRecord e) {
      throw new AssertionError(e);
    }
  }

  private static String brief(UpdateManifest manifest) {
    return manifest.id() + " from " + manifest.base().cluster() + "/" + manifest.base().version();
  }

  private float[][] embed(List<String> texts) {
    embedded += texts.size();
    return texts.stream()
        .map(text -> text.startsWith("a") ? new float[] {1, 0} : new float[] {0, 1})
        .toArray(float[][]::new);
  }

  private List<Row> takeFed() {
    List<Row> taken = List.copyOf(fed);
    fed.clear();
    return taken;
  }

  private TrainingResult trained(TrainingJob job, Optimiser optimiser) {
    jobs.add(job);
    optimisers.add(optimiser.toString());
    return trainer.train(job, optimiser);
  }

  @Override
  public void announce(TaskEmbedding embedding) {
    announced.add(embedding);
  }

  @Override
  public void report(WorkerReport report) {
    reports.add(report);
  }

  @Override
  public void send(UpdateId id, OutgoingUpdate update) {
    beforeCommit.run();
    sent.add(update);
    afterCommit.run();
  }

  @Override
  public void close() {}
}
