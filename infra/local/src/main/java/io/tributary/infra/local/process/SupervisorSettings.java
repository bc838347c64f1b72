package io.tributary.infra.local.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a supervisor.
 *
 * @param logDir one {@code NAME.log} per child
 * @param archiveDir keeps class-data archives between runs; null for none
 * @param restarts when a dead child starts again
 * @param drain how long children that are stopped together may take before they are killed
 */
public record SupervisorSettings(
    Path logDir, Path archiveDir, RestartPolicy restarts, Duration drain) {

  /** Returns default restarts, and ten seconds to drain. */
  public static SupervisorSettings of(Path logDir, Path archiveDir) {
    return new SupervisorSettings(
        logDir, archiveDir, RestartPolicy.DEFAULT, Duration.ofSeconds(10));
  }
}
