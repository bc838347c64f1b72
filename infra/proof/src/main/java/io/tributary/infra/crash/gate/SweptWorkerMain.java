package io.tributary.infra.crash.gate;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.process.ReadyLine;
import io.tributary.schemas.process.ShutdownHook;
import io.tributary.schemas.process.StdinWatch;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.command.WorkerApp;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.exchange.KafkaExchange;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.slot.WorkerSettings;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs the shipped worker, except for the model: texts and adapters are made of numbers, so that a
 * life takes a second and not ten. Arguments: bootstrap servers, registry, federation, state
 * directory, rounds, port of the gate.
 */
public final class SweptWorkerMain {
  /** The step that occurs once with every update. */
  public static final String TRAINED = "after train";

  private static final int ROWS_OF_A_SLOT = 10;
  private static final int STEPS = 3;
  private static final List<String> OPTIONS = List.of("yes", "no");

  private SweptWorkerMain() {}

  /** Trains until all rounds are done. */
  public static void main(String[] all) throws InterruptedException {
    String[] args = StdinWatch.start(all);
    int port = Integer.parseInt(args[5]);
    StepBarrier stepBarrier = StepBarrier.at(port);
    var connection =
        new FederationConnection(
            args[0],
            args[1],
            args[2],
            Map.of(
                "interceptor.classes",
                GateInterceptor.class.getName(),
                GatedClients.PORT,
                Integer.toString(port)));
    FederationSpec spec = FederationDirectory.read(connection);
    int clients = spec.clustering().bootstrapClients();
    List<ClientDataset> rows = IntStream.range(0, clients).mapToObj(SweptWorkerMain::rows).toList();
    var app =
        new WorkerApp(
            new WorkerApp.Parts(
                new KafkaExchange(
                    connection,
                    spec,
                    Optional.empty(),
                    rows.stream().map(ClientDataset::client).collect(Collectors.toSet())),
                spec,
                settings(Integer.parseInt(args[4])),
                rows,
                Path.of(args[3]),
                texts -> embed(stepBarrier, texts),
                (job, optimiser) -> train(stepBarrier, job, optimiser),
                (adapter, samples, maxTokens) -> 0,
                clients,
                Clock.systemUTC()));
    var drain = ShutdownHook.drain("worker-drain", app::stop);
    app.run(() -> ReadyLine.print(ReadyLine.ready(Map.of())));
    drain.cancel();
    app.close();
  }

  private static WorkerSettings settings(int rounds) {
    // The method's memory from round to round must survive, as its updates do.
    var method =
        new PflAlign(AlignmentVariant.FULL, AlignmentRate.auto(0.01), SelfCorrection.SMALL);
    return new WorkerSettings(
        OptionalInt.of(3),
        ZeroSentinel.of(rounds),
        STEPS,
        1,
        method,
        LearningRate.constant(1),
        0,
        true,
        100,
        64,
        List.of(OptionalInt.empty()),
        7);
  }

  private static ClientDataset rows(int client) {
    var rows = new ArrayList<Row>();
    for (int row = 0; row < 3 * ROWS_OF_A_SLOT; row++) {
      rows.add(new Row("", "", row % 3 + " of client " + client + " row " + row, "yes", OPTIONS));
    }
    return new ClientDataset(new ClientId("client-" + client), rows, List.of(), Optional.empty());
  }

  /** Returns one of three directions, by a text's first digit, with a little noise. */
  private static float[][] embed(StepBarrier stepBarrier, List<String> texts) {
    stepBarrier.pass("before embed");
    float[][] embeddings = new float[texts.size()][];
    for (int i = 0; i < embeddings.length; i++) {
      var random = new SplittableRandom(texts.get(i).hashCode());
      double angle = (texts.get(i).charAt(0) - '0') * 2 + random.nextDouble() / 10;
      embeddings[i] = new float[] {(float) StrictMath.cos(angle), (float) StrictMath.sin(angle)};
    }
    stepBarrier.pass("after embed");
    return embeddings;
  }

  private static TrainingResult train(
      StepBarrier stepBarrier, TrainingJob job, Optimiser optimiser) {
    stepBarrier.pass("before train");
    var random = new SplittableRandom(job.seed());
    float[] values = job.start().values().clone();
    for (int step = 0; step < job.steps(); step++) {
      float[] gradient = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        gradient[i] = (float) (random.nextDouble() - 0.5);
      }
      optimiser.step(values, gradient);
    }
    stepBarrier.pass(TRAINED);
    return new TrainingResult(
        new LoraAdapter(job.start().layout(), values), new float[] {1, 0.5f}, 100, 1_000);
  }
}
