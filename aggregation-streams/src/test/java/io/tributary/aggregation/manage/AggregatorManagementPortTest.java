package io.tributary.aggregation.manage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.topology.StreamsState;
import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatorManagementPortTest {
  private static final String HOST = "127.0.0.1";

  private final AtomicReference<StreamsState> state =
      new AtomicReference<>(StreamsState.REBALANCING);
  private final ProcessFacts about =
      new ProcessFacts("1.2", "shop", "mini@\"00\"", "Topologies: all", state::get);
  private final AggregatorManagementPort port =
      AggregatorManagementPort.open(
          address(0), PortSettings.DEFAULT, about, new AggregatorMetrics("1.2"));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void itIsAliveWhileItRestoresAndReadyOnceItRuns() throws Exception {
    assertThat(get("/healthz/startup").statusCode()).isEqualTo(200);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/ready").body()).contains("REBALANCING");
    state.set(StreamsState.RUNNING);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(200);
    state.set(StreamsState.PENDING_SHUTDOWN);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
    state.set(StreamsState.ERROR);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(503);
  }

  @Test
  void itTellsTopologyVersionAndMetrics() throws Exception {
    state.set(StreamsState.RUNNING);
    assertThat(get("/topology").body()).isEqualTo("Topologies: all");
    assertThat(get("/version").body())
        .contains("\"version\":\"1.2\"")
        .contains("\"federation\":\"shop\"")
        .contains("\"base_model\":\"mini@\\\"00\\\"\"");
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body().lines())
        .contains(
            "tributary_streams_state{state=\"running\"} 1.0",
            "tributary_streams_state{state=\"error\"} 0.0");
  }

  @Test
  void unknownPathsAndOtherMethodsAreProblems() throws Exception {
    assertThat(get("/metric").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(port.url() + "/metrics"))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> refused = client.send(post, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void headIsAnsweredAsGetIs() throws Exception {
    for (String path : new String[] {"/healthz/ready", "/healthz/live", "/metrics", "/nothing"}) {
      HttpRequest head =
          HttpRequest.newBuilder(URI.create(port.url() + path))
              .method("HEAD", BodyPublishers.noBody())
              .build();
      assertThat(client.send(head, BodyHandlers.ofString()).statusCode())
          .isEqualTo(get(path).statusCode());
    }
  }

  /** More than the port has threads, of every kind. */
  @Test
  void halfSentRequestsStandInNobodysWay() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 64; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(port.url()).getPort());
        slow.add(socket);
        socket.getOutputStream().write((i % 2 == 0 ? "GET / HT" : "GET").getBytes(US_ASCII));
      }
      assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aTakenPortIsAFailureThatNamesIt() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int number = taken.getLocalPort();
      assertThatThrownBy(
              () ->
                  AggregatorManagementPort.open(
                      address(number), PortSettings.DEFAULT, about, new AggregatorMetrics("1.2")))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> {
                assertThat(failure.code()).isEqualTo("PORT_UNUSABLE");
                assertThat(failure).hasMessageContaining(HOST + ":" + number);
                assertThat(failure.hint()).contains("0 picks a free one");
              });
    }
  }

  private static HttpPort.Address address(int number) {
    return new HttpPort.Address(HOST, number, "--management-port", "--management-host");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(port.url() + path)).build(), BodyHandlers.ofString());
  }
}
