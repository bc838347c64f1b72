package io.tributary.infra.local.options;

import io.tributary.schemas.contract.PortableSeed;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.worker.command.MethodOptions;
import io.tributary.worker.data.CorpusSettings;
import io.tributary.worker.data.DataScenario;
import io.tributary.worker.data.FolderLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code local run}; {@link #validate} before use. */
public final class LocalRunOptions {
  @Option(
      names = "--scenario",
      defaultValue = "single",
      description = "Tasks per client: single, dual or all (default: ${DEFAULT-VALUE}).")
  public DataScenario scenario;

  @Option(
      names = "--rounds",
      defaultValue = "16",
      description =
          "Version that every cluster shall reach (default: ${DEFAULT-VALUE}); a run on the same"
              + " state continues where the last one stopped.")
  public int rounds;

  @Option(
      names = "--membership",
      description =
          "Who may take part: open (the first key that a client uses is its own), registered"
              + " (operators list keys) or unsigned (default: open, or what the federation of the"
              + " state directory was begun with).")
  MembershipSettings.Mode membership;

  @Option(names = "--seed", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
  public long seed;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Keeps topics, schemas and workers (default: .tributary/SCENARIO).")
  Path state;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Gets results.json and report.html (default: the state directory).")
  Path out;

  @Option(
      names = "--compare",
      split = ",",
      paramLabel = "local|fedavg",
      description =
          "Also trains these baselines with the same number of optimiser steps per client.")
  public List<Baseline> compare = List.of();

  @Option(
      names = "--keep-running",
      fallbackValue = "true",
      description = "Leaves broker, aggregator and router up after the table, until Ctrl-C.")
  public boolean keepRunning;

  @Option(
      names = "--test-rows",
      defaultValue = "200",
      description = "Test rows per task in the table, at most (default: ${DEFAULT-VALUE}).")
  public int testRows;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "The router's port; 0: any free one (default).")
  public int port;

  @Mixin public DataOptions data = new DataOptions();

  @Mixin public TrainingOptions training = new TrainingOptions();

  @Mixin public MethodOptions method = new MethodOptions();

  @Mixin public MergeOptions merge = new MergeOptions();

  @Mixin public KafkaOptions kafka = new KafkaOptions();

  /** Throws a {@link Failure} that names flag, bound and value. */
  public void validate() {
    FlagChecks.atLeast("--rounds", rounds, 1);
    FlagChecks.atLeast("--test-rows", testRows, 1);
    FlagChecks.within("--port", port, 0, 65_535);
    PortableSeed.require("--seed", seed);
    data.validate();
    training.validate();
    method.method(training.learningRate);
    merge.validate();
    if (method.isThin()) {
      merge.requireStarts();
    }
    kafka.validate();
    FederationConnection.requireName(federation());
  }

  /** Returns whether a flag sets the membership. */
  public boolean namesMembership() {
    return membership != null;
  }

  public MembershipSettings membership() {
    if (membership == MembershipSettings.Mode.UNSIGNED) {
      return MembershipSettings.unsigned();
    }
    return membership == null
        ? MembershipSettings.open()
        : MembershipSettings.open().with(membership);
  }

  public Path stateDir() {
    return (state == null ? Path.of(".tributary", scenario.flag()) : state).toAbsolutePath();
  }

  public Path outDir() {
    return out == null ? stateDir() : out.toAbsolutePath();
  }

  public String federation() {
    return kafka.federation == null ? scenario.flag() + "-" + seed : kafka.federation;
  }

  /** Returns the source of the text; the worker gets the same settings. */
  public CorpusSettings corpus() {
    return new CorpusSettings(
        Optional.ofNullable(data.folder),
        data.layout,
        data.tasks,
        scenario,
        data.clients,
        data.trainCap,
        data.testCap,
        seed);
  }

  /** The options that choose the text to train and test on. */
  public static final class DataOptions {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "JSONL files or folders (default: the bundled sample).")
    public Path folder;

    @Option(
        names = "--layout",
        defaultValue = "auto",
        description = "What the folders are: auto, tasks or clients (default: ${DEFAULT-VALUE}).")
    public FolderLayout layout;

    @Option(
        names = "--tasks",
        split = ",",
        paramLabel = "TASK",
        description = "Takes only these tasks (default: all that can be trained).")
    public List<String> tasks = List.of();

    @Option(
        names = "--clients",
        defaultValue = "0",
        description = "Clients that tasks are dealt to (default: 8).")
    public int clients;

    @Option(
        names = "--cap",
        defaultValue = "600",
        description = "Train rows per client, at most (default: ${DEFAULT-VALUE}).")
    public int trainCap;

    @Option(
        names = "--test-cap",
        defaultValue = "300",
        description = "Test rows per client, at most (default: ${DEFAULT-VALUE}).")
    public int testCap;

    @Option(
        names = "--no-instructions",
        fallbackValue = "true",
        description = "Embeds and trains on inputs alone: routing has to tell tasks by style.")
    public boolean noInstructions;

    void validate() {
      FlagChecks.atLeast("--clients", clients, 0);
      FlagChecks.atLeast("--cap", trainCap, 2);
      FlagChecks.atLeast("--test-cap", testCap, 1);
    }
  }

  /** The options of training: what is learned, and how. */
  public static final class TrainingOptions {
    @Option(
        names = "--clusters",
        defaultValue = "auto",
        converter = AutoCount.class,
        paramLabel = "auto|N",
        description = "Global clusters (default: ${DEFAULT-VALUE}).")
    public int clusters;

    @Option(
        names = "--slots",
        defaultValue = "auto",
        converter = AutoCount.class,
        paramLabel = "auto|K",
        description = "Local clusters of each client (default: ${DEFAULT-VALUE}).")
    public int slots;

    @Option(
        names = "--steps",
        defaultValue = "10",
        description = "Optimiser steps per slot and round (default: ${DEFAULT-VALUE}).")
    public int steps;

    @Option(names = "--batch", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
    public int batch;

    @Option(
        names = "--learning-rate",
        defaultValue = "2e-3",
        description = "Default: ${DEFAULT-VALUE}.")
    public float learningRate;

    @Option(
        names = "--dropout",
        defaultValue = "0.05",
        description = "On the adapters' inputs (default: ${DEFAULT-VALUE}).")
    public float dropout;

    @Option(
        names = "--max-tokens",
        defaultValue = "64",
        description = "Longer texts are cut (default: ${DEFAULT-VALUE}).")
    public int maxTokens;

    @Option(names = "--rank", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
    public int rank;

    @Option(names = "--alpha", defaultValue = "16", description = "Default: ${DEFAULT-VALUE}.")
    public float alpha;

    @Option(
        names = "--targets",
        split = ",",
        defaultValue = "query,value",
        description = "Kinds of layers that are adapted (default: ${DEFAULT-VALUE}).")
    public List<String> targets;

    @Option(
        names = "--base-model",
        defaultValue = "bundled",
        paramLabel = "bundled|DIR",
        description = "A directory holds one .onnx file and tokenizer.json (default: bundled).")
    public String baseModel;

    void validate() {
      FlagChecks.atLeast("--steps", steps, 1);
      FlagChecks.atLeast("--batch", batch, 1);
      FlagChecks.within("--max-tokens", maxTokens, 3, 256);
      FlagChecks.within("--rank", rank, 1, 1024);
      FlagChecks.positive("--alpha", alpha);
      FlagChecks.positive("--learning-rate", learningRate);
      FlagChecks.below("--dropout", dropout, 0, 1);
    }
  }
}
