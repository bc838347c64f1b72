package io.tributary.infra.local.process;

import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.process.ShutdownHook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts child JVMs side by side, restarts those that die, and stops all in reverse order.
 *
 * <p>Children started by one call do not depend on each other: they also stop side by side, before
 * those of the call before.
 *
 * <p>Ctrl-C and SIGTERM close it through a shutdown hook; after kill -9 of this JVM the children
 * see the end of their standard input and exit by themselves.
 */
public final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final SupervisorSettings settings;
  private final ChildListener listener;
  private final ClassSharing sharing;
  private final List<List<ChildProcess>> waves = new CopyOnWriteArrayList<>();
  private final ResidentMemory memory = new ResidentMemory(Path.of("/proc"), this::pids);
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "resident-memory");
            thread.setDaemon(true);
            return thread;
          });
  private ScheduledFuture<?> sampling; // guarded by this
  private ShutdownHook hook; // guarded by this
  private boolean closed; // guarded by this

  private Supervisor(SupervisorSettings settings, ChildListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.sharing = new ClassSharing(settings.archiveDir());
  }

  /** Opens a supervisor without children, which a signal closes from now on. */
  public static Supervisor open(SupervisorSettings settings, ChildListener listener) {
    Supervisor supervisor = new Supervisor(settings, listener);
    supervisor.watch();
    return supervisor;
  }

  /**
   * Registers the shutdown hook. If a signal has come already, the hook runs at once, and {@link
   * #close} waits for the end of this method.
   */
  private synchronized void watch() {
    sampling = sampler.scheduleAtFixedRate(memory::currentBytes, 0, 1, TimeUnit.SECONDS);
    hook = ShutdownHook.run("supervisor-stop", this::close);
  }

  /**
   * Starts a child and returns at once; {@link ChildProcess#awaitReady} waits for it.
   *
   * @throws IllegalStateException if the name is taken or this supervisor is closed
   */
  public ChildProcess start(ChildSpec spec) {
    return startTogether(List.of(spec)).get(0);
  }

  /** Starts several children side by side, as {@link #start} does one. */
  public synchronized List<ChildProcess> startTogether(List<ChildSpec> specs) {
    List<ChildProcess> wave = new ArrayList<>();
    for (ChildSpec spec : specs) {
      requireStartable(spec, wave);
      ChildLog log = new ChildLog(settings.logDir().resolve(spec.name() + ".log"));
      wave.add(new ChildProcess(spec, log, settings.restarts(), listener, sharing));
    }
    waves.add(List.copyOf(wave));
    wave.forEach(ChildProcess::start);
    return List.copyOf(wave);
  }

  private void requireStartable(ChildSpec spec, List<ChildProcess> wave) {
    if (closed) {
      throw new IllegalStateException("child " + spec.name() + ": the supervisor is closed");
    }
    if (Stream.concat(children(), wave.stream()).anyMatch(c -> c.name().equals(spec.name()))) {
      throw new IllegalStateException("a child named " + spec.name() + " exists already");
    }
  }

  /** Returns the resident memory of this JVM and all children, sampled every second. */
  public ResidentMemory memory() {
    return memory;
  }

  /** Stops all children, the last started first; returns when none is left. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    sampling.cancel(true);
    sampler.shutdown();
    boolean interrupted = false;
    List<List<ChildProcess>> lastFirst = new ArrayList<>(waves);
    Collections.reverse(lastFirst);
    for (List<ChildProcess> wave : lastFirst) {
      wave.forEach(ChildProcess::askToStop);
      interrupted |= awaitStop(wave);
    }
    hook.cancel();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for all that were asked to stop together, with one time limit; returns true if
   * interrupted meanwhile.
   */
  private boolean awaitStop(List<ChildProcess> wave) {
    boolean interrupted = false;
    for (ChildProcess child : wave) {
      interrupted |= isInterrupted(child, () -> child.awaitEnd(settings.drain()));
    }
    long deadline = System.nanoTime() + settings.drain().toNanos();
    for (ChildProcess child : wave) {
      interrupted |= isInterrupted(child, () -> child.awaitListener(deadline));
    }
    return interrupted;
  }

  /** Returns whether the wait was interrupted; the other children are stopped all the same. */
  private static boolean isInterrupted(ChildProcess child, Wait wait) {
    try {
      wait.await();
      return false;
    } catch (InterruptedException e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.CHILD, child.name())
          .log("interrupted while stopping, the process of a child is told to end");
      return true;
    }
  }

  /** A wait that another thread may interrupt. */
  private interface Wait {
    void await() throws InterruptedException;
  }

  private LongStream pids() {
    LongStream ofChildren =
        children()
            .map(ChildProcess::pid)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong);
    return LongStream.concat(LongStream.of(ProcessHandle.current().pid()), ofChildren);
  }

  /** Returns every child that was started, in that order. */
  public Stream<ChildProcess> children() {
    return waves.stream().flatMap(List::stream);
  }
}
