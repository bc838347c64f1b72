package io.tributary.infra.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.broker.PortChoice;
import io.tributary.infra.local.process.ChildFailedException;
import io.tributary.infra.local.process.ChildProcess;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.infra.local.process.ChildTroubles;
import io.tributary.infra.local.result.ProcessPeaks;
import io.tributary.infra.local.watch.ByteCounters;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntConsumer;

/**
 * Runs one federation of a run with its processes: it starts them, trains, answers, and stops them.
 */
final class FederationSession implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final LocalRunTools tools;
  private final FederationPlan plan;
  private final FederationChildren specs;
  private final FederationRun run;
  private final ChildProcess router;
  private final List<ChildProcess> workers;
  private final List<ChildProcess> all;

  private FederationSession(LocalRunTools tools, FederationPlan plan, FederationRun run) {
    this.tools = tools;
    this.plan = plan;
    this.run = run;
    this.specs = new FederationChildren(tools, plan);
    List<ChildSpec> starting = new ArrayList<>(List.of(specs.router(routerPort())));
    if (!run.reached()) {
      starting.add(specs.worker());
    }
    if (!run.reached() || tools.options().keepRunning) {
      starting.add(specs.aggregator());
    }
    this.all = tools.supervisor().startTogether(starting);
    this.router = all.get(0);
    this.workers = run.reached() ? List.of() : List.of(all.get(1));
  }

  /**
   * Returns the router's port, which is chosen once, so that a restarted router has the same
   * address.
   */
  private int routerPort() {
    int asked = plan.isFedRouter() ? tools.options().port : 0;
    if (asked != 0) {
      return asked; // the router itself reports that the port is taken
    }
    try {
      return PortChoice.choose("router port", 0, 0, 0);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "PORT_UNUSABLE",
          "the system gives no free port to the router: " + e,
          "Choose one with --port.",
          e);
    }
  }

  /** Creates the federation if necessary, reads its progress, and starts its processes. */
  static FederationSession open(LocalRunTools tools, FederationPlan plan) {
    TopicCatalogue topics =
        FederationSetup.publish(tools.services(), tools.options(), plan, tools.clients());
    FederationRun run =
        new FederationRun(
            tools.services(),
            tools.services().connection(tools.options(), plan.name()),
            topics,
            plan,
            tools.options().rounds,
            tools.progress());
    try {
      return new FederationSession(tools, plan, run);
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  Path workerState() {
    return specs.workerState();
  }

  FederationView view() {
    return run.view();
  }

  ByteCounters traffic() {
    return run.traffic();
  }

  /** Returns when every cluster has its version; at once if it has it already. */
  void train(IntConsumer completed) {
    int rounds = tools.options().rounds;
    if (run.reached()) {
      tools.progress().line(plan.label() + "version " + rounds + " is reached already");
      return;
    }
    int before = view().completedRounds();
    if (before > 0) {
      tools.progress().line(plan.label() + "continues after version " + before);
    }
    run.await(tools, plan.steps(), completed);
  }

  /** Returns the router's address, when it is ready. */
  URI routerUrl() throws InterruptedException {
    try {
      JsonNode ready = router.awaitReady(READY_LIMIT);
      return URI.create(ready.path("url").asText());
    } catch (ChildFailedException e) {
      throw ChildTroubles.asFailure(e);
    }
  }

  /** Stops the clients, whose results are in the topics. */
  void stopWorker() throws InterruptedException {
    stop(workers);
    run.catchUp();
  }

  void notePeaks(SortedMap<String, Long> peaks) {
    peaks.putAll(ProcessPeaks.of(tools.supervisor().children().toList()));
  }

  /** Stops the processes that only this federation needs. */
  void stopChildren() throws InterruptedException {
    stop(all);
  }

  private static void stop(List<ChildProcess> children) throws InterruptedException {
    children.forEach(ChildProcess::askToStop);
    for (ChildProcess child : children) {
      child.awaitEnd(DRAIN);
    }
    long deadline = System.nanoTime() + DRAIN.toNanos();
    for (ChildProcess child : children) {
      child.awaitListener(deadline);
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
