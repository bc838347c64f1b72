package io.tributary.infra.bench.federation;

import io.tributary.infra.harness.Scratch;
import io.tributary.infra.local.process.ChildListener;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.process.SupervisorSettings;
import io.tributary.infra.local.setup.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the product's own broker as a child process, on a directory that is deleted with it. */
public final class ScratchBroker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Scratch scratch;
  private final Supervisor supervisor;
  private final String bootstrapServers;

  private ScratchBroker(Scratch scratch, Supervisor supervisor, String bootstrapServers) {
    this.scratch = scratch;
    this.supervisor = supervisor;
    this.bootstrapServers = bootstrapServers;
  }

  public static ScratchBroker start() throws IOException, InterruptedException {
    var scratch = new Scratch();
    var dist = Distribution.locate();
    var supervisor =
        Supervisor.open(
            SupervisorSettings.of(scratch.directory("logs"), dist.archiveDir()),
            new ChildListener() {});
    String bootstrap =
        supervisor
            .start(dist.broker(scratch.directory("broker"), 0))
            .awaitReady(START_LIMIT)
            .path("bootstrap")
            .asText();
    return new ScratchBroker(scratch, supervisor, bootstrap);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns an empty directory beside the broker's. */
  public Path directory(String name) throws IOException {
    return scratch.directory(name);
  }

  @Override
  public void close() throws IOException {
    supervisor.close();
    scratch.close();
  }
}
