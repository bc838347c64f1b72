package io.tributary.infra.local;

import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.schemas.settings.ConnectionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the child processes of one federation, with the same commands that a user would type.
 *
 * @param tools of the run
 * @param plan of the federation
 */
record FederationChildren(LocalRunTools tools, FederationPlan plan) {
  ChildSpec aggregator() {
    List<String> args = new ArrayList<>();
    add(args, "--state-dir", stateDir("aggregator"));
    add(args, "--retained-versions", options().kafka.retainedVersions);
    add(args, "--instance", "local");
    return command("aggregator").withFlags("-Xmx384m").withArgs(args.toArray(String[]::new));
  }

  /**
   * Returns the router as a child process, with a heap of at most 512 MiB.
   *
   * @param port of its data, the same after every restart
   */
  ChildSpec router(int port) {
    List<String> args = new ArrayList<>();
    add(args, "--port", port);
    add(args, "--management-port", 0);
    add(args, "--kept-versions", options().kafka.retainedVersions);
    model(args);
    return command("router").withFlags("-Xmx512m").withArgs(args.toArray(String[]::new));
  }

  ChildSpec worker() {
    List<String> args = new ArrayList<>();
    LocalRunOptions.DataOptions data = options().data;
    LocalRunOptions.TrainingOptions training = options().training;
    add(args, "--state-dir", workerState());
    add(args, "--rounds", options().rounds);
    add(args, "--seed", options().seed);
    add(args, "--scenario", options().scenario.flag());
    add(args, "--clients", data.clients);
    add(args, "--cap", data.trainCap);
    add(args, "--test-cap", data.testCap);
    add(args, "--layout", data.layout.name().toLowerCase(Locale.ROOT));
    if (data.folder != null) {
      add(args, "--data", data.folder.toAbsolutePath());
    }
    if (!data.tasks.isEmpty()) {
      add(args, "--tasks", String.join(",", data.tasks));
    }
    if (data.noInstructions) {
      args.add("--no-instructions");
    }
    add(args, "--slots", plan.slots() == 0 ? "auto" : plan.slots());
    add(args, "--steps", plan.steps());
    add(args, "--batch", training.batch);
    add(args, "--learning-rate", training.learningRate);
    add(args, "--dropout", training.dropout);
    // Baselines keep their own method, whatever method FedRouter's clients use.
    if (plan.isFedRouter()) {
      args.addAll(options().method.flags());
    }
    model(args);
    return command("worker").withTrainingHeap().withArgs(args.toArray(String[]::new));
  }

  private ChildSpec command(String noun) {
    List<String> args = new ArrayList<>(List.of(noun, "run"));
    add(args, ConnectionOptions.BOOTSTRAP_SERVERS, tools.services().bootstrapServers());
    add(args, ConnectionOptions.SCHEMA_REGISTRY, tools.services().registryUrl());
    add(args, ConnectionOptions.FEDERATION, plan.name());
    tools.services().kafkaSettings().ifPresent(file -> add(args, "--config", file));
    options()
        .kafka
        .clients
        .file()
        .ifPresent(file -> add(args, "--client-config", file.toAbsolutePath()));
    String suffix = plan.isFedRouter() ? "" : "-" + plan.label().strip();
    return tools
        .dist()
        .application(noun + suffix, tools.mainClass())
        .withArgs(args.toArray(String[]::new));
  }

  Path workerState() {
    return stateDir("worker");
  }

  private Path stateDir(String application) {
    return options().stateDir().resolve(application);
  }

  private void model(List<String> args) {
    add(args, "--max-tokens", options().training.maxTokens);
    if (!options().training.baseModel.equals("bundled")) {
      add(args, "--model-path", Path.of(options().training.baseModel).toAbsolutePath());
    }
  }

  private LocalRunOptions options() {
    return tools.options();
  }

  private static void add(List<String> args, String flag, Object value) {
    args.add(flag);
    args.add(value.toString());
  }
}
