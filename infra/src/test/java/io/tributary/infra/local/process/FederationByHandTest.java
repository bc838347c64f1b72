package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.cli.Main;
import io.tributary.infra.cli.VerbRun;
import io.tributary.infra.local.GuardedRegistry;
import io.tributary.infra.local.setup.Distribution;
import io.tributary.testkit.LongTest;
import io.tributary.testkit.SecuredBroker;
import io.tributary.testkit.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What FEDERATION.md says, each program in a process of its own, against a Kafka and a registry of
 * others: both speak TLS alone and ask for a password.
 */
class FederationByHandTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String NAME = "clinics";
  private static final List<String> CLIENTS = List.of("ward", "lab", "desk");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private String bootstrapServers;
  private String registryUrl;
  private Path config;

  @Test
  @LongTest("LocalRunTest runs the same processes without TLS")
  void aFederationBehindTlsAndPasswords() throws Exception {
    TestCertificate certificate = TestCertificate.in(dir);
    SupervisorSettings settings = SupervisorSettings.of(dir.resolve("logs"), null);
    try (var broker = SecuredBroker.withTls(certificate);
        var supervisor = Supervisor.open(settings, new ChildListener() {})) {
      Distribution dist = Distribution.locate();
      URI behind =
          URI.create(
              supervisor
                  .start(dist.registry(dir.resolve("registry"), 0))
                  .awaitReady(LIMIT)
                  .path("url")
                  .asText());
      try (var registry = new GuardedRegistry(certificate, behind)) {
        bootstrapServers = broker.bootstrapServers();
        registryUrl = registry.url();
        config = clientConfig(certificate);
        rows();
        found();
        assertThat(registry.refused()).isZero();
        run(supervisor, dist);
      }
    }
  }

  private void found() {
    verb("topics", "apply", "--partitions=2", "--replication-factor=1");
    verb("schemas", "register");
    verb(
        "federation",
        "create",
        "--partitions=2",
        "--clustering-mode=one",
        "--clustering-bootstrap-clients=3",
        "--window-newcomer-versions=0");
    assertThat(verb("federation", "show")).contains("bootstrap-clients: 3");
  }

  private void run(Supervisor supervisor, Distribution dist) throws Exception {
    var aggregators = new ArrayList<URI>();
    for (String one : List.of("aggregator-1", "aggregator-2")) {
      ChildSpec aggregator =
          process(
              dist,
              one,
              "aggregator",
              "run",
              "--management-port=0",
              "--state-dir=" + dir.resolve(one));
      aggregators.add(management(supervisor.start(aggregator)));
    }
    URI worker = null;
    for (String client : CLIENTS) {
      // The last one goes on, so that it can be looked at.
      boolean last = client.equals(CLIENTS.get(CLIENTS.size() - 1));
      ChildSpec spec =
          process(
              dist,
              client,
              "worker",
              "run",
              "--management-port=0",
              "--state-dir=" + dir.resolve("worker-" + client),
              "--data=" + dir.resolve("rows"),
              "--layout=clients",
              "--client=" + client,
              "--slots=1",
              last ? "--rounds=0" : "--rounds=1",
              "--steps=1",
              "--batch=2");
      worker = management(supervisor.start(spec));
    }
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> verb("adapters", "ls").contains("c0@1.1-"));
    String lineage = verb("lineage", "show", "c0@1");
    assertThat(lineage).contains("ward/0#1", "lab/0#1", "desk/0#1");
    CLIENTS.forEach(
        client ->
            assertThat(verb("contract", "check", "--client", client))
                .contains("nothing is wrong with the records of " + client));
    JsonNode ready =
        supervisor
            .start(process(dist, "router", "router", "run", "--port=0", "--management-port=0"))
            .awaitReady(LIMIT);
    // It answers as soon as it knows the clusters, and takes versions up as it reads them.
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(routed(ready.path("url").asText())).contains("c0@1.1-"));
    URI router = URI.create(ready.path("management").asText());
    ManagementPorts.everyMetricIsThere(aggregators, worker, router, CLIENTS);
    ManagementPorts.levelsCanBeChanged(List.of(aggregators.get(0), worker, router));
  }

  private static URI management(ChildProcess child) throws Exception {
    return URI.create(child.awaitReady(LIMIT).path("management").asText());
  }

  private String routed(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/route"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"inputs\":[{\"text\":\"the fever is high\"}]}"))
            .build();
    return ManagementPorts.send(request);
  }

  /** Made up here: a few rows of two answers for each client. */
  private void rows() throws IOException {
    for (String client : CLIENTS) {
      var lines = new ArrayList<String>();
      for (int i = 0; i < 8; i++) {
        lines.add(
            JSON.writeValueAsString(
                Map.of(
                    "instruction",
                    "Is the note urgent?",
                    "input",
                    "note " + i + " of " + client + (i % 2 == 0 ? ": the fever is high" : ": fine"),
                    "output",
                    i % 2 == 0 ? "urgent" : "routine",
                    "options",
                    List.of("urgent", "routine"))));
      }
      Path folder = Files.createDirectories(dir.resolve("rows").resolve(client));
      Files.write(folder.resolve("train.jsonl"), lines);
      Files.write(folder.resolve("test.jsonl"), lines.subList(0, 2));
    }
  }

  private Path clientConfig(TestCertificate certificate) throws IOException {
    var properties = new Properties();
    properties.putAll(SecuredBroker.settingsOf(SecuredBroker.ADMIN));
    properties.setProperty("security.protocol", "SASL_SSL");
    for (String prefix : List.of("", "schema.registry.")) {
      properties.setProperty(
          prefix + "ssl.truststore.location", certificate.trustStore().toString());
      properties.setProperty(prefix + "ssl.truststore.password", TestCertificate.PASSWORD);
      properties.setProperty(prefix + "ssl.truststore.type", "PKCS12");
    }
    properties.setProperty("schema.registry.basic.auth.user.info", GuardedRegistry.USER);
    Path file = dir.resolve("client.properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file;
  }

  private ChildSpec process(Distribution dist, String name, String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.addAll(where());
    return dist.application(name, Main.class.getName()).withArgs(args.toArray(String[]::new));
  }

  private List<String> where() {
    return List.of(
        "--bootstrap-servers=" + bootstrapServers,
        "--schema-registry=" + registryUrl,
        "--federation=" + NAME,
        "--client-config=" + config);
  }

  private String verb(String... words) {
    List<String> flags = new ArrayList<>(where());
    if (words[0].equals("topics")) {
      flags.removeIf(flag -> flag.startsWith("--schema-registry="));
    }
    if (words[0].equals("schemas")) {
      flags.removeIf(flag -> flag.startsWith("--bootstrap-servers="));
    }
    VerbRun run = VerbRun.of(flags, words);
    assertThat(run.code()).as("%s: %s", String.join(" ", words), run.err()).isZero();
    return run.out();
  }
}
