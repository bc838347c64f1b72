package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A supervisor in a JVM of its own, to be killed: prints the process ids of its two children. */
final class ParentProcess {

  private ParentProcess() {}

  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    Supervisor supervisor =
        Supervisor.open(SupervisorSettings.of(dir, null), new ChildListener() {});
    ChildProcess first = supervisor.start(Children.patient("first", dir.resolve("drained")));
    ChildProcess second = supervisor.start(Children.patient("second", dir.resolve("drained")));
    JsonNode ready = first.awaitReady(Duration.ofSeconds(60));
    second.awaitReady(Duration.ofSeconds(60));
    System.out.println(
        first.pid().orElseThrow() + " " + second.pid().orElseThrow() + " " + ready.get("name"));
    new CountDownLatch(1).await();
  }
}
