package io.tributary.infra.local.setup;

import io.tributary.infra.local.process.ChildFailedException;
import io.tributary.infra.local.process.ChildListener;
import io.tributary.infra.local.process.ChildSpec;
import io.tributary.infra.local.process.ChildTroubles;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.process.SupervisorSettings;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Describes a base model by a process of its own.
 *
 * @param source {@code bundled} or a directory
 * @param rank of the adapters
 * @param alpha of the adapters
 * @param targets kinds of layers that are adapted, separated by commas
 */
public record BaseModelProbe(String source, String rank, String alpha, String targets) {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Returns the process, for a caller that starts others beside it. */
  public ChildSpec child(Distribution dist) {
    return dist.application("base-model", ModelProbeMain.class.getName())
        .withFlags("-Xmx512m", "-XX:TieredStopAtLevel=1")
        .withArgs(source, rank, alpha, targets);
  }

  /**
   * Returns the model with the layout of adapters on it.
   *
   * @throws Failure CONFIGURATION if the model cannot be used so
   */
  public ModelDescription describe() throws InterruptedException {
    try {
      Path logs = Files.createTempDirectory("tributary-base-model");
      Distribution dist = Distribution.locate();
      try (var supervisor =
          Supervisor.open(SupervisorSettings.of(logs, dist.archiveDir()), new ChildListener() {})) {
        return ModelDescription.of(supervisor.start(child(dist)).awaitReady(LIMIT));
      } finally {
        Files.deleteIfExists(logs.resolve("base-model.log"));
        Files.deleteIfExists(logs);
      }
    } catch (ChildFailedException e) {
      throw ChildTroubles.asFailure(e);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder could be used", e);
    }
  }
}
