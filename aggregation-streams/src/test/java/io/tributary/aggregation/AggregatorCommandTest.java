package io.tributary.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.process.StdinWatch;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AggregatorCommandTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path dir;

  /** What {@code aggregator run} is in a process of its own. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.exit(new CommandLine(new AggregatorCommand()).execute(args));
    }
  }

  @Test
  void saysWhenItIsReadyAndDrainsWhenToldToStop() throws Exception {
    String federation = KAFKA.uniqueName("command");
    try (var registry = new RegistryStub()) {
      var connection =
          new FederationConnection(KAFKA.bootstrapServers(), registry.url(), federation, Map.of());
      publish(connection, registry);
      Process bySignal = start(connection, dir.resolve("signal"));
      String ready = firstLine(bySignal);
      assertThat(ready)
          .startsWith(
              "{\"ready\":true,\"federation\":\"" + federation + "\",\"management\":\"http:");
      assertThat(scrape(ready)).contains("tributary_streams_state{state=\"running\"} 1.0");
      bySignal.destroy();
      assertThat(bySignal.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(bySignal.exitValue()).isZero();

      Process byParent = start(connection, dir.resolve("parent"));
      assertThat(firstLine(byParent)).contains("\"ready\":true");
      byParent.getOutputStream().close();
      assertThat(byParent.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(byParent.exitValue()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"threads", "retained-versions"})
  void aValueOutOfRangeIsAFailureThatNamesTheBound(String flag) {
    assertThatThrownBy(() -> run("--" + flag, "0"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              assertThat(failure).hasMessage("aggregator." + flag + " must be >= 1, was 0");
            });
  }

  @Test
  void aSettingOfThePortThatCannotBeIsAFailureBeforeAnythingStarts() {
    assertThatThrownBy(() -> run("--max-connections=0"))
        .isInstanceOf(Failure.class)
        .hasMessage("--max-connections must be in 1..100000, was 0");
  }

  @Test
  void anUnreachableBrokerIsAFailureThatNamesIt() {
    assertThatThrownBy(
            () ->
                run("--kafka", "default.api.timeout.ms=1000", "--kafka", "request.timeout.ms=500"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
              assertThat(failure).hasMessageContaining("127.0.0.1:1");
            });
  }

  private void run(String... options) throws Exception {
    var args =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers=127.0.0.1:1",
                "--schema-registry=http://127.0.0.1:1",
                "--federation=f",
                "--state-dir=" + dir));
    args.addAll(List.of(options));
    var command = new AggregatorCommand();
    new CommandLine(command).parseArgs(args.toArray(String[]::new));
    command.call();
  }

  private static void publish(FederationConnection connection, RegistryStub registry) {
    FederationSpec spec =
        Federations.named(
            connection.federation(),
            Federations.SMALL,
            Federations.one(1),
            WindowSettings.rounds());
    var topics = new TopicCatalogue(connection.federation(), 1);
    try (var admin = TopicAdmin.connect(connection);
        var client = registry.client()) {
      admin.apply(topics, (short) 1);
      new FederationDirectory(connection, Codecs.of(client, topics).federationSpec()).publish(spec);
    }
  }

  private static Process start(FederationConnection connection, Path stateDir) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx300m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--bootstrap-servers=" + connection.bootstrapServers(),
            "--schema-registry=" + connection.schemaRegistry(),
            "--federation=" + connection.federation(),
            "--state-dir=" + stateDir,
            "--management-port=0",
            StdinWatch.SUPERVISED)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String scrape(String ready) throws Exception {
    String url = ready.replaceFirst(".*\"management\":\"", "").replaceFirst("\".*", "");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url + "/metrics")).build(), BodyHandlers.ofString())
        .body();
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
