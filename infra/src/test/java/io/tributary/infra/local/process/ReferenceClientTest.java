package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.cli.Main;
import io.tributary.infra.cli.VerbRun;
import io.tributary.infra.local.setup.Distribution;
import io.tributary.testkit.KafkaBroker;
import io.tributary.testkit.SkippedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A federation made by hand, whose only client is the one in Python: it knows of us what {@code
 * CONTRACT.md} says. Skipped where Python lacks its three packages.
 */
class ReferenceClientTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path CLIENT =
      Path.of("..", "schemas", "reference-client", "tributary_client.py").toAbsolutePath();
  private static final Pattern VERSION = Pattern.compile("version (c0@1\\.\\d+-[0-9a-f]{16})");

  @TempDir Path dir;

  private final String name = KAFKA.uniqueName("python");

  @Test
  void takesPartInAFederation() throws Exception {
    String python = Optional.ofNullable(System.getenv("TRIBUTARY_PYTHON")).orElse("python3");
    SkippedTest.unless(
        isEquipped(python),
        python + " lacks confluent-kafka, fastavro or cryptography: pip install them to run this");
    assertThat(python(python, List.of(), "check")).contains("same  values of c0@1.1-");
    SupervisorSettings settings = SupervisorSettings.of(dir.resolve("logs"), null);
    try (var supervisor = Supervisor.open(settings, new ChildListener() {})) {
      Distribution dist = Distribution.locate();
      String registry =
          supervisor
              .start(dist.registry(dir.resolve("registry"), 0))
              .awaitReady(LIMIT)
              .path("url")
              .asText();
      List<String> where = where(registry);
      product(
          where,
          "federation",
          "create",
          "--clustering-mode=one",
          "--clustering-bootstrap-clients=1",
          "--base-model-id=mini@00",
          "--base-model-embedding-size=8",
          "--adapter-sites=layer.0:16:16,layer.1:16:8",
          "--adapter-rank=4");
      List<String> aggregator = new ArrayList<>(List.of("aggregator", "run"));
      aggregator.addAll(where);
      aggregator.add("--state-dir=" + dir.resolve("aggregator"));
      supervisor
          .start(
              dist.application("aggregator", Main.class.getName())
                  .withArgs(aggregator.toArray(String[]::new)))
          .awaitReady(LIMIT);

      String joined =
          python(python, where, "join", "--client=alpha", "--rounds=2", "--random", "--timeout=60");

      List<String> versions = new ArrayList<>();
      Matcher version = VERSION.matcher(joined);
      while (version.find()) {
        versions.add(version.group(1));
      }
      assertThat(versions).as(joined).hasSize(2);
      for (String made : versions) {
        assertThat(product(where, "lineage", "show", made)).contains(made, "alpha/0#");
      }
      assertThat(python(python, where, "show")).contains(versions.get(1)).doesNotContain("skipped");
      assertThat(product(where, "quarantine", "ls")).doesNotContain("alpha");
    }
  }

  private List<String> where(String registry) {
    return List.of(
        "--bootstrap-servers=" + KAFKA.bootstrapServers(),
        "--schema-registry=" + registry,
        "--federation=" + name);
  }

  private static boolean isEquipped(String python) throws InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import confluent_kafka, fastavro, cryptography")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private String python(String python, List<String> where, String verb, String... flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, CLIENT.toString(), verb));
    command.addAll(where);
    command.addAll(List.of(flags));
    Path out = dir.resolve("python.out");
    Process process =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static String product(List<String> where, String... words) {
    VerbRun run = VerbRun.of(where, words);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }
}
