package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tributary.infra.local.setup.Distribution;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, through the genuine client. */
class RegistryTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String RECORD =
      "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"}%s]}";

  @TempDir Path dir;

  @Test
  void keepsIdsOverKillAndRestartAndRefusesIncompatibleSchemas() throws Exception {
    String url;
    int id;
    int second;
    try (Supervisor supervisor = supervisor()) {
      ChildProcess registry = supervisor.start(Distribution.locate().registry(dir, 0));
      url = registry.awaitReady(LIMIT).get("url").asText();
      try (CachedSchemaRegistryClient client = client(url)) {
        id = client.register("notes-value", new AvroSchema(RECORD.formatted("")));
        second = client.register("others-value", new AvroSchema("\"string\""));
        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD_TRANSITIVE");
        assertThatThrownBy(
                () ->
                    client.register(
                        "notes-value",
                        new AvroSchema(RECORD.formatted(",{\"name\":\"added\",\"type\":\"int\"}"))))
            .isInstanceOf(RestClientException.class);
      }
      // Not even a clean stop: what was answered is on disk.
      ProcessHandle.of(registry.pid().orElseThrow()).orElseThrow().destroyForcibly();
    }
    try (Supervisor supervisor = supervisor()) {
      ChildProcess registry = supervisor.start(Distribution.locate().registry(dir, 0));
      assertThat(registry.awaitReady(LIMIT).get("url").asText()).isEqualTo(url);
      try (CachedSchemaRegistryClient client = client(url)) {
        assertThat(client.getSchemaById(id).canonicalString()).contains("Note");
        assertThat(client.register("others-value", new AvroSchema("\"string\""))).isEqualTo(second);
      }
    }
  }

  @Test
  void namesTheBusyPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Supervisor supervisor = supervisor()) {
      ChildProcess registry =
          supervisor.start(Distribution.locate().registry(dir, taken.getLocalPort()));
      assertThatThrownBy(() -> registry.awaitReady(LIMIT))
          .isInstanceOfSatisfying(
              ChildFailedException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("PORT_UNUSABLE");
                assertThat(refused.exitCode()).isEqualTo(4);
              })
          .hasMessageContaining("schema registry port " + taken.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }

  private Supervisor supervisor() {
    return Supervisor.open(
        SupervisorSettings.of(dir.resolve("logs"), null), new ChildListener() {});
  }

  private static CachedSchemaRegistryClient client(String url) {
    return new CachedSchemaRegistryClient(url, 100);
  }
}
