package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.ShutdownHook;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a child through all its lives: it is started, restarted when it dies, and stopped for good.
 */
public final class ChildProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  /** The exit code of wrong arguments, with which another try would fail, too. */
  private static final int BAD_ARGUMENTS = 4;

  private final ChildSpec spec;
  private final ChildLog log;
  private final RestartPolicy policy;
  private final ChildListener listener;
  private final ClassSharing sharing;
  private final CompletableFuture<JsonNode> firstReady = new CompletableFuture<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private ChildLife life; // guarded by this

  ChildProcess(
      ChildSpec spec,
      ChildLog log,
      RestartPolicy policy,
      ChildListener listener,
      ClassSharing sharing) {
    this.spec = spec;
    this.log = log;
    this.policy = policy;
    this.listener = listener;
    this.sharing = sharing;
    this.thread = new Thread(this::liveUntilStopped, "child-" + spec.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Returns the child's name in its spec. */
  public String name() {
    return spec.name();
  }

  /** Returns the process id of the present life; empty between two lives and after the last. */
  public synchronized OptionalLong pid() {
    return life == null || !life.process().isAlive()
        ? OptionalLong.empty()
        : OptionalLong.of(life.process().pid());
  }

  /**
   * Waits for the first ready line and returns it.
   *
   * @throws ChildFailedException if the child refused, failed too often, was stopped, or is not
   *     ready within {@code limit}
   */
  public JsonNode awaitReady(Duration limit) throws InterruptedException {
    try {
      return firstReady.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure(
          "was not ready within " + limit.toSeconds() + " s", ChildFailedException.NO_EXIT_CODE);
    } catch (ExecutionException e) {
      throw (ChildFailedException) e.getCause();
    }
  }

  /** Ends its input and asks it to terminate; no life follows. */
  public void askToStop() {
    stopping.countDown();
    ChildLife last = present();
    if (last != null) {
      last.askToEnd();
    }
  }

  /** Waits for the end of its process; kills it {@code drain} after {@link #askToStop}. */
  public void awaitEnd(Duration drain) throws InterruptedException {
    ChildLife last = present();
    if (last != null) {
      last.awaitEnd(drain);
    }
  }

  /**
   * Waits until its listener has received the last event, or until {@link System#nanoTime} reaches
   * the deadline, because the listener may be waiting for the very thread that stops the child.
   */
  public void awaitListener(long deadlineNanos) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    thread.join(Math.max(1, left)); // a wait of 0 would never end
  }

  private void liveUntilStopped() {
    try {
      int vainLives = 0;
      while (true) {
        ChildLife lived = liveOnce();
        // A signal to all processes of a terminal or a service is no death that needs a restart.
        if (lived == null || isStopping() || ShutdownHook.isEnding()) {
          break;
        }
        ChildDeath death = lived.death();
        if (death.exitCode() == 0) {
          tell(() -> listener.finished(name()));
          firstReady.completeExceptionally(failure("finished before it was ready", 0));
          break;
        }
        vainLives = policy.vainLivesAfter(vainLives, death);
        if (isHopeless(death) || policy.givesUpAfter(vainLives)) {
          giveUp(death, vainLives);
          break;
        }
        Duration backoff = policy.backoff(vainLives);
        tell(() -> listener.restarting(name(), death, backoff));
        if (stopping.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (IOException | RuntimeException e) {
      giveUp(failure("cannot be started: " + e, ChildFailedException.NO_EXIT_CODE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    firstReady.completeExceptionally(
        new ChildFailedException(name() + " was stopped", ChildFailedException.NO_EXIT_CODE));
  }

  /**
   * Runs one life from start to exit; returns null if the child was stopped before it could start.
   */
  private ChildLife liveOnce() throws IOException, InterruptedException {
    ChildLife lived;
    synchronized (this) {
      if (isStopping()) {
        return null;
      }
      lived = ChildLife.begin(spec, log, sharing);
      life = lived;
    }
    lived.listen(
        line -> {
          tell(() -> listener.ready(name(), line));
          firstReady.complete(line);
        },
        line -> tell(() -> listener.event(name(), line)));
    return lived;
  }

  /**
   * Returns whether a restart is useless: after bad arguments, or a first start that was refused
   * for a reason that is not known to pass.
   */
  private boolean isHopeless(ChildDeath death) {
    boolean refused =
        death.told().filter(told -> told.code().equals(StartupFailure.ANY)).isPresent();
    return death.exitCode() == BAD_ARGUMENTS || (refused && !firstReady.isDone());
  }

  private void giveUp(ChildDeath death, int vainLives) {
    giveUp(
        death
            .told()
            .map(told -> told(told, death.exitCode(), vainLives))
            .orElseGet(() -> failure(death.text() + inARow(vainLives), death.exitCode())));
  }

  private ChildFailedException told(StartupFailure told, int exitCode, int vainLives) {
    return new ChildFailedException(
        name() + inARow(vainLives) + ": " + told.message(), exitCode, told.code(), told.hint());
  }

  /** Returns how many failed lives followed each other, in words: another start would not help. */
  private static String inARow(int vainLives) {
    return vainLives > 1 ? ", %d times in a row".formatted(vainLives) : "";
  }

  private void giveUp(ChildFailedException failure) {
    tell(() -> listener.gaveUp(name(), failure));
    firstReady.completeExceptionally(failure);
  }

  private ChildFailedException failure(String why, int exitCode) {
    return new ChildFailedException(
        "%s %s; the end of its log %s:%s".formatted(name(), why, log.file(), log.tail()), exitCode);
  }

  /** Calls the listener. An exception of it must not end the child's reader. */
  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKeys.CHILD, name())
          .log("listener of a child failed");
    }
  }

  private synchronized ChildLife present() {
    return life;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
