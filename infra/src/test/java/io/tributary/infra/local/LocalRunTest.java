package io.tributary.infra.local;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.cli.Main;
import io.tributary.infra.report.ResultsFile;
import io.tributary.infra.report.RunResults;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole product, as its user starts it: a process of its own, nothing mocked. */
class LocalRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TERMINATED = 128 + 15;

  @TempDir Path dir;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void continuesWhereASignalStoppedItAndLeavesNoProcessBehind() throws Exception {
    List<ProcessHandle> children = new ArrayList<>();
    Ended stopped = run(event -> isRound(event, 1), children);
    assertThat(stopped.exitCode()).as(stopped.said()).isEqualTo(TERMINATED);
    assertThat(children).isNotEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));

    Ended finished = run(event -> false, new ArrayList<>());
    assertThat(finished.exitCode()).as(finished.said()).isZero();
    RunResults results = ResultsFile.read(dir.resolve("results.json"));
    assertThat(results.clusters()).isEqualTo(2);
    assertThat(results.adapters()).allMatch(adapter -> adapter.version() == 2);
    assertThat(results.methods())
        .extracting(RunResults.Method::name)
        .containsExactly("base", "fedrouter-global", "fedrouter-local", "oracle");
    assertThat(results.clusterPurity()).isEqualTo(1);
    assertThat(results.bytesUp()).isPositive();
    assertThat(results.quarantined()).isEmpty();
    assertThat(results.warnings()).isEmpty();
    assertThat(results.accuracyPerRound())
        .extracting(RunResults.RoundAccuracy::round)
        .containsExactly(0, 1, 2);
    assertThat(dir.resolve("report.html")).isNotEmptyFile();
    assertThat(openToOthers()).isEmpty();

    openToAll(dir);
    openToAll(dir.resolve("broker"));
    openToAll(dir.resolve("results.json"));
    Ended again = run(event -> false, new ArrayList<>());
    assertThat(again.exitCode()).as(again.said()).isZero();
    assertThat(again.said()).contains("version 2 is reached already");
    assertThat(again.said()).contains("files=3");
    assertThat(openToOthers()).isEmpty();
    assertThat(ResultsFile.read(dir.resolve("results.json")).adapters())
        .isEqualTo(results.adapters());
  }

  @Test
  void refusesAStateDirectoryOfAnotherRunBeforeItStartsAnything() throws Exception {
    Files.writeString(dir.resolve("run.json"), "{\"--seed\":\"8\"}");
    Ended refused = run(event -> false, new ArrayList<>());
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.said()).contains("STATE_OF_ANOTHER_RUN").contains("--seed was 8, now 7");
  }

  /** What others of this machine might read of what broker, registry, worker and run wrote. */
  private List<Path> openToOthers() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      List<Path> found = all.toList();
      assertThat(found.stream().map(Path::getFileName).map(Path::toString))
          .contains("embeddings.state", "run.json", "worker.log", "CURRENT", "meta.properties");
      List<Path> open = new ArrayList<>();
      for (Path path : found) {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        if (!EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE).containsAll(mode)) {
          open.add(path);
        }
      }
      return open;
    }
  }

  private static void openToAll(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int exitCode, String said) {}

  /** Runs, and asks the process to stop at the first event that {@code stopAt} accepts. */
  private Ended run(Predicate<JsonNode> stopAt, List<ProcessHandle> children)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(dir, "run", ".err");
    Process process = new ProcessBuilder(command()).redirectError(err.toFile()).start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        if (process.isAlive() && stopAt.test(JSON.readTree(line))) {
          process.descendants().forEach(children::add);
          // Process.destroy would close the stream that is being read.
          process.toHandle().destroy();
        }
      }
    } finally {
      process.destroy();
    }
    return new Ended(process.waitFor(), said + Files.readString(err));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("local", "run", "--format", "jsonl", "--state", dir.toString()));
    command.addAll(List.of("--tasks", "stay_reviews,support_desk", "--clients", "2"));
    command.addAll(List.of("--cap", "24", "--rounds", "2", "--steps", "2", "--batch", "4"));
    command.addAll(List.of("--test-rows", "6"));
    return command;
  }

  private static boolean isRound(JsonNode event, int least) {
    return event.path("name").asText().equals("rounds") && event.path("done").asInt() >= least;
  }
}
