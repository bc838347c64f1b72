package io.tributary.http.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every management port answers. */
class ManagementEndpointsTest {
  private static final Logger PROBE = LoggerFactory.getLogger("io.tributary.probe.Probe");
  private static final String PACKAGE = "/loggers/io.tributary.probe";

  private final Program program = new Program();
  private final HttpPort port =
      ManagementEndpoints.open(
          new HttpPort.Address("127.0.0.1", 0, "--management-port", "--management-host"),
          PortSettings.DEFAULT,
          program,
          List.of());
  private final HttpClient client = HttpClient.newHttpClient();

  private static final class Program implements ManagedProcess {
    private final ProcessMetrics metrics = new ProcessMetrics("1.2");
    private Optional<String> dead = Optional.empty();
    private Optional<String> unready = Optional.empty();

    @Override
    public Optional<String> whyDead() {
      return dead;
    }

    @Override
    public Optional<String> whyNotReady() {
      return unready;
    }

    @Override
    public Map<String, Object> readiness() {
      return Map.of("skipped", 3);
    }

    @Override
    public ProcessIdentity identity() {
      return new ProcessIdentity("tributary-program", "1.2", "shop", "mini");
    }

    @Override
    public ProcessMetrics metrics() {
      return metrics;
    }
  }

  @AfterEach
  void close() throws Exception {
    put(PACKAGE, "{\"level\":null}");
    port.close();
  }

  @Test
  void probesSayWhatIsWrong() throws Exception {
    assertThat(get("/healthz/startup").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/healthz/live").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/healthz/ready").body()).isEqualTo("{\"status\":\"ok\",\"skipped\":3}");
    program.dead = Optional.of("broken");
    program.unready = Optional.of("reading");
    assertThat(get("/healthz/live").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/live").body())
        .isEqualTo("{\"status\":\"unavailable\",\"reason\":\"broken\"}");
    assertThat(get("/healthz/ready").body()).contains("\"reason\":\"reading\"", "\"skipped\":3");
    assertThat(get("/healthz/startup").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsNameTheBuildAndTheJvm() throws Exception {
    assertThat(get("/metrics").body())
        .contains("tributary_build_info{java=")
        .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads", "process_uptime_seconds");
    assertThat(get("/version").body())
        .contains(
            "\"name\":\"tributary-program\"", "\"version\":\"1.2\"", "\"base_model\":\"mini\"");
  }

  @Test
  void aLevelIsChangedWhileTheProgramRuns() throws Exception {
    assertThat(PROBE.isDebugEnabled()).isFalse();
    HttpResponse<String> set = put(PACKAGE, "{\"level\":\"debug\"}");
    assertThat(set.statusCode()).isEqualTo(200);
    assertThat(set.body()).isEqualTo("{\"level\":\"debug\",\"effective_level\":\"debug\"}");
    assertThat(PROBE.isDebugEnabled()).isTrue();
    JsonNode all = new ObjectMapper().readTree(get("/loggers").body());
    assertThat(all.path("levels").toString()).isEqualTo("[\"debug\",\"info\",\"warn\",\"error\"]");
    JsonNode shown = all.path("loggers").path("io.tributary.probe.Probe");
    assertThat(shown.path("level").isNull()).isTrue();
    assertThat(shown.path("effective_level").asText()).isEqualTo("debug");
    assertThat(all.path("loggers").has("ROOT")).isTrue();

    assertThat(put(PACKAGE, "{\"level\":null}").body())
        .isEqualTo("{\"level\":null,\"effective_level\":\"info\"}");
    assertThat(PROBE.isDebugEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/loggers/io.tributary.probe | {'level':'loud'} | 422 | unknown-level",
        "/loggers/io.tributary.probe | {'level':3} | 422 | unknown-level",
        "/loggers/io.tributary.probe | {'level':'debug','for':1} | 422 | wrong-type",
        "/loggers/io.tributary.probe | {} | 422 | wrong-type",
        "/loggers/io.tributary.probe | [3] | 422 | wrong-type",
        "/loggers/io.tributary.probe | {'level' | 400 | malformed-json",
        "/loggers/no.such.logger | {'level':'debug'} | 404 | unknown-logger",
        "/loggers/a/b | {'level':'debug'} | 404 | unknown-path",
        "/loggers/ | {'level':'debug'} | 404 | unknown-path",
        "/loggers | {'level':'debug'} | 405 | method-not-allowed",
        "/metrics | {} | 405 | method-not-allowed",
      })
  void whatIsNoLevelIsAProblem(String path, String body, int status, String code) throws Exception {
    HttpResponse<String> answer = put(path, body.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"error_code\":\"" + code + "\"");
    assertThat(PROBE.isDebugEnabled()).isFalse();
  }

  @Test
  void namesAndBodiesAreBounded() throws Exception {
    assertThat(put("/loggers/" + "a".repeat(3000), "{\"level\":\"debug\"}").statusCode())
        .isEqualTo(404);
    assertThat(put(PACKAGE, "{\"level\":\"" + "x".repeat(2000) + "\"}").statusCode())
        .isEqualTo(413);
  }

  /** A page in a browser can send a form without asking, but no JSON. */
  @Test
  void onlyJsonChangesALevel() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(URI.create(port.url() + PACKAGE))
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString("{\"level\":\"debug\"}"))
            .build();
    assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(port.url() + path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(port.url() + path)).build(), BodyHandlers.ofString());
  }
}
