package io.tributary.infra.evaluate.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterReadinessTest {
  private static final AdapterVersion VERSION =
      new AdapterVersion(new ClusterId(2), 1, 3, "0123456789abcdef");

  private HttpServer server;
  private int asked;

  /** The first so many questions break off, as those to a router that starts again do. */
  private int broken;

  private String known = "[]";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/adapters", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsForARouterThatStartsAgain() throws Exception {
    broken = 2;
    known = "[\"" + VERSION.name() + "\"]";
    await(Duration.ofMinutes(2));
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void namesAVersionThatDoesNotCome() {
    assertThatThrownBy(() -> await(Duration.ZERO))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("ROUTER_BEHIND"))
        .hasMessageContaining(VERSION.name());
  }

  @Test
  void saysWhenNobodyAnswers() {
    server.stop(0);
    assertThatThrownBy(() -> await(Duration.ZERO))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("ROUTER_UNREACHABLE"));
  }

  private void await(Duration limit) throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    RouterReadiness.await(url, List.of(VERSION), limit);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked++;
    if (asked > broken) {
      byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
