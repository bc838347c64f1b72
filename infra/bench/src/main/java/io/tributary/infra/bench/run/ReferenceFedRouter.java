package io.tributary.infra.bench.run;

import io.tributary.aggregation.cluster.GlobalClustering;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.worker.cluster.LocalClustering;
import io.tributary.worker.cluster.SlotRows;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.slot.TrainingSeed;
import io.tributary.worker.train.LocalTrainer;
import io.tributary.worker.train.MultipleChoiceSample;
import io.tributary.worker.train.TrainingJob;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Computes FedRouter in one thread and without Kafka (ALGORITHMS.md, "FedRouter", weights n_s), as
 * the reference for the stream, with {@code local run}'s defaults.
 */
final class ReferenceFedRouter {
  private static final double ONE = 1L << 28;
  private static final int MOST_SLOTS = 8;
  private static final int MOST_ROWS = 600;

  private final FederationSpec spec;
  private final TextEmbedder embedder;
  private final LocalTrainer trainer;
  private final int rounds;
  private final SortedMap<SlotId, List<Row>> rowsOf = new TreeMap<>();
  private final GlobalClustering clustering;
  private ClusterState clusters;

  ReferenceFedRouter(FederationSpec spec, TextEmbedder embedder, int rounds) {
    this.spec = spec;
    this.embedder = embedder;
    this.trainer = new LocalTrainer(embedder.model(), new OptionEmbeddings(embedder, 10_000));
    this.rounds = rounds;
    this.clustering = new GlobalClustering(spec);
  }

  /**
   * Trains all rounds; returns the digest of every cluster's last adapter, by the cluster's name.
   */
  SortedMap<String, String> run(List<ClientDataset> clients, Consumer<String> progress) {
    clients.forEach(this::cluster);
    var digests = new TreeMap<String, String>();
    for (var cluster : clusters.clusters()) {
      LoraAdapter adapter = spec.initialAdapter();
      for (int version = 0; version < rounds; version++) {
        adapter = round(cluster.id(), version, adapter);
        progress.accept("without Kafka: " + cluster.id() + " has version " + (version + 1));
      }
      digests.put(cluster.id().toString(), adapter.digest());
    }
    return digests;
  }

  private void cluster(ClientDataset client) {
    List<String> texts = texts(client.train(), true);
    float[][] points = embedder.embed(texts);
    float[][] centroids =
        new LocalClustering(OptionalInt.empty(), MOST_SLOTS, spec.seed())
            .slots(
                client.client().value(),
                new LocalClustering.Texts(texts, texts(client.train(), false), points),
                embedder::embed)
            .centroids();
    var members = new SlotRows<Row>(centroids, MOST_ROWS);
    members.add(client.train(), points);
    for (int index = 0; index < centroids.length; index++) {
      var slot = new SlotId(client.client(), index);
      rowsOf.put(slot, members.rows(index));
      var embedding =
          new TaskEmbedding(
              slot,
              centroids.length,
              spec.baseModel(),
              members.samples(index),
              members.mean(index),
              members.spread(index),
              Instant.EPOCH);
      clustering.announce(embedding, Instant.EPOCH).ifPresent(state -> clusters = state);
    }
  }

  private LoraAdapter round(ClusterId cluster, int version, LoraAdapter base) {
    float[] before = base.values();
    double[] sum = new double[before.length];
    long samples = 0;
    for (var assigned : clusters.assignments().entrySet()) {
      if (assigned.getValue().equals(cluster)) {
        List<Row> rows = rowsOf.get(assigned.getKey());
        float[] after = trained(assigned.getKey(), cluster, version, base).values();
        for (int i = 0; i < sum.length; i++) {
          // The sum is exact: integers far below 2^53.
          sum[i] += rows.size() * Math.rint((after[i] - before[i]) * ONE);
        }
        samples += rows.size();
      }
    }
    float[] next = new float[before.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = (float) (before[i] + sum[i] / (samples * ONE));
    }
    return new LoraAdapter(spec.layout(), next);
  }

  private LoraAdapter trained(SlotId slot, ClusterId cluster, int version, LoraAdapter base) {
    var name = new AdapterVersion(cluster, 0, version, base.digest());
    var rate = new LearningRate(LearningRate.DEFAULT, 1e-5f, rounds);
    var samples =
        rowsOf.get(slot).stream()
            .map(
                row ->
                    new MultipleChoiceSample(
                        row.text(true), row.options(), row.options().indexOf(row.output())))
            .toList();
    long seed = TrainingSeed.of(spec.seed(), slot, name);
    var job = TrainingJob.of(base, samples, 10, 8, seed).withDropout(0.05f);
    var adam = new AdamW(base.values().length, rate.at(version), 0);
    return trainer.train(job, new GradientClip(1, adam)).adapter();
  }

  private static List<String> texts(List<Row> rows, boolean withInstructions) {
    return rows.stream().map(row -> row.text(withInstructions)).toList();
  }
}
