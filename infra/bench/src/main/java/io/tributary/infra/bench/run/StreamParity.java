package io.tributary.infra.bench.run;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.ProgressLines;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.report.RunResults;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.CorpusSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Compares the adapters of a local run with those of the same algorithm in one thread, without
 * Kafka.
 *
 * @param mainClass of the command line
 */
public record StreamParity(String mainClass) implements Benchmark {
  private static final int ROUNDS = 3;
  private static final long SEED = 7;

  @Override
  public String name() {
    return "stream-parity";
  }

  @Override
  public String question() {
    return "Adapters of a local run that differ from FedRouter's in one thread and without Kafka.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    SortedMap<String, String> streamed = new TreeMap<>();
    try (var scratch = new Scratch()) {
      var flags = List.of("--rounds", "" + ROUNDS, "--seed", "" + SEED, "--test-rows", "20");
      RunResults results =
          new CliRun(mainClass, scratch.directory("state"), flags)
              .run(new ProgressLines("local run", progress));
      results
          .adapters()
          .forEach(adapter -> streamed.put("c" + adapter.cluster(), adapter.digest()));
    }
    SortedMap<String, String> direct = direct(progress);
    long different =
        direct.entrySet().stream()
            .filter(adapter -> !adapter.getValue().equals(streamed.get(adapter.getKey())))
            .count();
    boolean holds = different == 0 && streamed.size() == direct.size();
    return new BenchResult(
        different,
        "adapters",
        Bound.atMost(0),
        holds,
        Map.of("stream", streamed, "without_kafka", direct, "rounds", ROUNDS));
  }

  private static SortedMap<String, String> direct(Consumer<String> progress) {
    Corpus corpus = Corpus.load(CorpusSettings.sample(SEED));
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled());
        var embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT)) {
      int clients = corpus.clients().size();
      var spec =
          new FederationSpec(
              "direct",
              model.id(),
              model.hidden(),
              model.layout(8, 16, BaseModel.DEFAULT_TARGETS),
              SEED,
              new ClusteringSettings(ClusteringSettings.Mode.TASKS, 0, clients, 1.5, 2, SEED),
              WindowSettings.rounds());
      return new ReferenceFedRouter(spec, embedder, ROUNDS).run(corpus.clients(), progress);
    }
  }
}
