package io.tributary.infra.local.setup;

import io.tributary.infra.local.process.ChildProcess;
import io.tributary.infra.local.process.HeardEvents;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.process.SupervisorSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

  @TempDir Path dir;

  @Test
  void brokerChildServesAndContinuesAfterKill() throws Exception {
    HeardEvents heard = new HeardEvents();
    SupervisorSettings settings = SupervisorSettings.of(dir.resolve("logs"), null);
    try (Supervisor supervisor = Supervisor.open(settings, heard)) {
      ChildProcess broker =
          supervisor.start(Distribution.locate().broker(dir.resolve("broker"), 0));
      String ready = broker.awaitReady(Duration.ofMinutes(2)).toString();
      ProcessHandle.of(broker.pid().orElseThrow()).orElseThrow().destroyForcibly();
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> heard.lines.stream().filter(l -> l.endsWith(ready)).count() == 2);
    }
  }
}
