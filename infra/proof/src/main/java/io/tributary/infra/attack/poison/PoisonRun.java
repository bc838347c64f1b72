package io.tributary.infra.attack.poison;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.attack.poison.Poisoners.Outcome;
import io.tributary.infra.attack.poison.Poisoners.Plan;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.local.state.LocalRunAddress;
import io.tributary.infra.report.RunResults;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one {@code local run} with hostile clients in it, from its first topic to its table. */
final class PoisonRun implements CliRun.Listener {
  /** The table is printed long after the last version. */
  private static final Duration AFTER_THE_RUN = Duration.ofSeconds(10);

  private final Path state;
  private final Plan plan;
  private final CliRun.Listener display;
  private FutureTask<Outcome> poisoners;

  /**
   * The results of a run and of the hostile clients in it.
   *
   * @param results of the run
   * @param outcome of its hostile clients
   */
  record Poisoned(RunResults results, Outcome outcome) {}

  /**
   * Prepares a run; {@link #run} starts it.
   *
   * @param state its state directory
   * @param display receives its progress
   */
  PoisonRun(Path state, Plan plan, CliRun.Listener display) {
    this.state = state;
    this.plan = plan;
    this.display = display;
  }

  /** Runs to the end; throws the failure of its hostile clients, or that of the run itself. */
  Poisoned run(CliRun run) throws IOException, InterruptedException {
    try {
      RunResults results = run.run(this);
      return new Poisoned(results, outcome());
    } catch (IOException e) {
      throw cause(e);
    } finally {
      if (poisoners != null) {
        poisoners.cancel(true);
      }
    }
  }

  /**
   * Returns the failure of the hostile clients if there is one, because they stop the run when they
   * fail.
   */
  private IOException cause(IOException ended) throws IOException, InterruptedException {
    if (poisoners != null && poisoners.isDone()) {
      try {
        outcome();
      } catch (Failure failure) {
        failure.addSuppressed(ended);
        throw failure;
      }
    }
    return ended;
  }

  private Outcome outcome() throws IOException, InterruptedException {
    if (poisoners == null) {
      throw unheard("no hostile client could come before the run had ended");
    }
    Outcome outcome;
    try {
      outcome = poisoners.get(AFTER_THE_RUN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw unheard("the run ended before its hostile clients had heard of its last version");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IOException("the hostile clients failed: " + e.getCause(), e.getCause());
    }
    if (outcome.verdicts().decided() == 0) {
      throw unheard("no hostile update was decided, of " + outcome.sent() + " sent");
    }
    return outcome;
  }

  private Failure unheard(String what) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "POISON_NOT_TAKEN",
        "a run with " + plan.kind().flag() + " measured nothing: " + what,
        "Give it more --rounds.");
  }

  @Override
  public void event(JsonNode event, ProcessHandle run) throws IOException {
    display.event(event, run);
    if (poisoners == null) {
      address().ifPresent(where -> start(where, run));
    }
  }

  /**
   * Returns the address of the run, once broker, registry and the federation's contract are there.
   */
  private Optional<LocalRunAddress> address() {
    try {
      return Optional.of(LocalRunAddress.of(state));
    } catch (Failure e) {
      if (e.code().equals("NO_LOCAL_RUN")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void start(LocalRunAddress where, ProcessHandle run) {
    var connection =
        new FederationConnection(
            where.bootstrapServers(),
            where.schemaRegistry().orElseThrow(),
            where.federation(),
            Map.of());
    poisoners = new FutureTask<>(guarded(connection, run));
    var thread = new Thread(poisoners, "poisoners");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Wraps the hostile clients so that their failure ends the run, which would measure nothing
   * without them.
   */
  private Callable<Outcome> guarded(FederationConnection connection, ProcessHandle run) {
    return () -> {
      boolean well = false;
      try {
        Outcome outcome = Poisoners.poison(connection, plan);
        well = true;
        return outcome;
      } finally {
        if (!well) {
          run.destroy();
        }
      }
    };
  }
}
