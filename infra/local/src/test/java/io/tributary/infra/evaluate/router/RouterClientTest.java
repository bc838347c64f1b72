package io.tributary.infra.evaluate.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  private int busyAnswers;
  private int refusal;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/predict", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsNeitherTaskNorAnswer() {
    client().predict(questions(1), new AllowedAdapters.Global());
    assertThat(requests.get(0).toString())
        .isEqualTo(
            "{\"mode\":\"global\",\"inputs\":[{\"id\":\"q0\",\"text\":\"text"
                + " 0\",\"options\":[\"yes\",\"no\"]}]}");
  }

  @Test
  void namesClientOrAdapterAsTheRouteSays() {
    client().predict(questions(1), new AllowedAdapters.Local(new ClientId("client-3")));
    client().predict(questions(1), new AllowedAdapters.Pinned(AllowedAdapters.BASE));
    assertThat(requests.get(0).at("/mode").asText()).isEqualTo("local");
    assertThat(requests.get(0).at("/inputs/0/client").asText()).isEqualTo("client-3");
    assertThat(requests.get(1).at("/inputs/0/adapter").asText()).isEqualTo("base");
  }

  @Test
  void asksInBatchesAndKeepsTheOrder() {
    List<RouterPrediction> predictions =
        client().predict(questions(150), new AllowedAdapters.Global());
    assertThat(requests).hasSize(3);
    assertThat(predictions)
        .extracting(RouterPrediction::id)
        .startsWith("q0", "q1")
        .endsWith("q149");
    assertThat(predictions.get(0).cluster()).isEqualTo(2);
  }

  @Test
  void comesBackWhenTheRouterIsBusy() {
    busyAnswers = 1;
    assertThat(client().predict(questions(1), new AllowedAdapters.Global())).hasSize(1);
    assertThat(requests).hasSize(2);
  }

  @Test
  void passesOnWhatTheRouterSaysWhenItRefuses() {
    refusal = 422;
    assertThatThrownBy(() -> client().predict(questions(1), new AllowedAdapters.Global()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.hint()).isEqualTo("do better"))
        .hasMessageContaining("422")
        .hasMessageContaining("too long");
  }

  @Test
  void saysWhereNobodyAnswers() {
    server.stop(0);
    assertThatThrownBy(() -> client().predict(questions(1), new AllowedAdapters.Global()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind().exitCode()).isEqualTo(2));
  }

  private RouterClient client() {
    return new RouterClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private static List<LabelledQuestion> questions(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new LabelledQuestion("q" + i, "task", "text " + i, List.of("yes", "no"), "yes"))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(JSON.readTree(exchange.getRequestBody()));
    if (refusal > 0) {
      reply(exchange, refusal, "{\"detail\":\"too long\",\"hint\":\"do better\"}");
    } else if (requests.size() <= busyAnswers) {
      exchange.getResponseHeaders().set("Retry-After", "0");
      reply(exchange, 503, "{}");
    } else {
      List<String> results = new ArrayList<>();
      for (JsonNode input : requests.get(requests.size() - 1).path("inputs")) {
        results.add(
            "{\"id\":%s,\"option\":\"yes\",\"adapter\":\"c2@1.3-0123456789abcdef\",\"cluster\":\"c2\"}"
                .formatted(input.path("id")));
      }
      reply(exchange, 200, "{\"results\":[" + String.join(",", results) + "]}");
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
