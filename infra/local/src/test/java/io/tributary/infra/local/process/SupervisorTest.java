package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final RestartPolicy IMPATIENT =
      new RestartPolicy(Duration.ofMillis(10), Duration.ofMillis(20), LIMIT, LIMIT, 3);

  @TempDir Path dir;

  private final HeardEvents heard = new HeardEvents();
  private Supervisor supervisor;

  @BeforeEach
  void create() {
    supervisor =
        Supervisor.open(new SupervisorSettings(dir, null, IMPATIENT, Duration.ofMinutes(1)), heard);
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  @Test
  void handsOnTheReadyLineAndTheEventsAfterIt() throws Exception {
    ChildProcess child = supervisor.start(Children.patient("only", dir.resolve("drained")));
    assertThat(child.awaitReady(LIMIT).get("name").asText()).isEqualTo("only");
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> heard.lines.contains("only event {\"event\":\"waiting\"}"));
  }

  @Test
  void stopsTheLastStartedFirstAndLetsEachDrain() throws Exception {
    Path drained = dir.resolve("drained");
    ChildProcess first = supervisor.start(Children.patient("first", drained));
    ChildProcess second = supervisor.start(Children.patient("second", drained));
    first.awaitReady(LIMIT);
    second.awaitReady(LIMIT);
    supervisor.close();
    assertThat(Files.readAllLines(drained)).containsExactly("second", "first");
    assertThat(first.pid()).isEmpty();
    assertThat(second.pid()).isEmpty();
  }

  @Test
  void stopsTogetherWhatWasStartedTogether() throws Exception {
    Path drained = dir.resolve("drained");
    supervisor.start(Children.patient("base", drained)).awaitReady(LIMIT);
    List<ChildSpec> pair =
        List.of(Children.patient("left", drained), Children.patient("right", drained));
    for (ChildProcess child : supervisor.startTogether(pair)) {
      child.awaitReady(LIMIT);
    }
    supervisor.close();
    List<String> order = Files.readAllLines(drained);
    assertThat(order).containsExactlyInAnyOrder("left", "right", "base").endsWith("base");
  }

  @Test
  void killsTogetherWhatHangsTogether() throws Exception {
    Duration drain = Duration.ofSeconds(3);
    List<ChildSpec> specs =
        Stream.of("one", "two", "three", "four", "five").map(Children::hung).toList();
    Supervisor hasty = Supervisor.open(new SupervisorSettings(dir, null, IMPATIENT, drain), heard);
    try (hasty) {
      for (ChildProcess child : hasty.startTogether(specs)) {
        child.awaitReady(LIMIT);
      }
      long start = System.nanoTime();
      hasty.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(drain, drain.multipliedBy(specs.size() - 1));
    }
  }

  @Test
  void restartsChildThatWasKilled() throws Exception {
    ChildProcess child = supervisor.start(Children.patient("victim", dir.resolve("drained")));
    child.awaitReady(LIMIT);
    long pid = child.pid().orElseThrow();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> heard.lines.stream().filter(l -> l.startsWith("victim ready")).count() == 2);
    assertThat(heard.lines).contains("victim restarting 137 10");
    assertThat(child.pid().orElseThrow()).isNotEqualTo(pid);
  }

  @Test
  void givesUpAfterFastFailuresWithExitCodeAndLastWords() {
    ChildProcess child = supervisor.start(Children.failing("hopeless", 7));
    assertThatThrownBy(() -> child.awaitReady(LIMIT))
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("hopeless died with exit code 7, 3 times in a row")
        .hasMessageContaining(dir.resolve("hopeless.log").toString())
        .hasMessageContaining("last words");
    assertThat(heard.lines)
        .containsExactly(
            "hopeless restarting 7 10", "hopeless restarting 7 20", "hopeless gave up");
  }

  @Test
  void passesOnTheRefusalOfFirstStartWithoutTryingAgain() {
    ChildProcess child =
        supervisor.start(Children.refusing("picky", 1, StartupFailure.ANY, "port 1 is busy"));
    assertThatThrownBy(() -> child.awaitReady(LIMIT))
        .isInstanceOf(ChildFailedException.class)
        .hasMessage("picky: port 1 is busy");
    assertThat(heard.lines).containsExactly("picky gave up");
  }

  @Test
  void givesUpWithTheFailureThatTheChildTold() {
    ChildProcess child = supervisor.start(Children.refusing("full", 1, "DISK_FULL", "no space"));
    assertThatThrownBy(() -> child.awaitReady(LIMIT))
        .isInstanceOfSatisfying(
            ChildFailedException.class,
            failed -> {
              assertThat(failed).hasMessage("full, 3 times in a row: no space");
              assertThat(failed.code()).isEqualTo("DISK_FULL");
              assertThat(failed.hint()).isEqualTo("mend it");
              assertThat(failed.exitCode()).isEqualTo(1);
            });
    assertThat(heard.lines)
        .containsExactly("full restarting 1 10", "full restarting 1 20", "full gave up");
  }

  @Test
  void triesBadArgumentsNoSecondTime() {
    ChildProcess child = supervisor.start(Children.refusing("wrong", 4, "BAD_OPTION", "too many"));
    assertThatThrownBy(() -> child.awaitReady(LIMIT)).hasMessage("wrong: too many");
    assertThat(heard.lines).containsExactly("wrong gave up");
  }

  @Test
  void leavesChildAloneThatFinished() throws Exception {
    supervisor.start(Children.failing("done", 0));
    Awaitility.await().atMost(LIMIT).until(() -> heard.lines.equals(List.of("done finished")));
  }

  @Test
  void namesTheChildThatIsNotReadyInTime() {
    ChildProcess child = supervisor.start(Children.patient("slow", dir.resolve("drained")));
    assertThatThrownBy(() -> child.awaitReady(Duration.ZERO))
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("slow was not ready within 0 s");
  }

  @Test
  void sumsTheMemoryOfParentAndChildren() throws Exception {
    long before = supervisor.memory().currentBytes();
    supervisor.start(Children.patient("only", dir.resolve("drained"))).awaitReady(LIMIT);
    long with = supervisor.memory().currentBytes();
    assertThat(with - before).isBetween(10L << 20, 500L << 20);
    assertThat(supervisor.memory().peakBytes()).isGreaterThanOrEqualTo(with);
  }

  @Test
  void refusesSecondChildOfOneName() {
    supervisor.start(Children.patient("twin", dir.resolve("drained")));
    assertThatThrownBy(() -> supervisor.start(Children.patient("twin", dir.resolve("drained"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("twin");
  }
}
