package io.tributary.infra.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.infra.registry.RegistryApi.Answer;
import io.tributary.infra.registry.RegistryApi.Question;
import io.tributary.infra.registry.store.CanonicalAvro;
import io.tributary.infra.registry.store.RegistryRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the registry's HTTP port on the loopback interface, with the JDK's own server. */
final class RegistryPort implements AutoCloseable {
  /** The largest body: a schema of full length with each character escaped in JSON. */
  static final int MAX_BODY = 6 * CanonicalAvro.MAX_CHARS + 4096;

  /**
   * The seconds after which a slower caller loses its connection, and with it the thread that reads
   * it.
   */
  private static final String DEADLINE_SECONDS = "10";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 128;
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private final HttpServer server;
  private final ExecutorService threads;
  private final RegistryApi api;

  private RegistryPort(HttpServer server, RegistryApi api) {
    this.server = server;
    this.api = api;
    // Each connection that sends a request has its own thread, so that a few slow ones do not block
    // others.
    threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "registry");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Opens the port on the loopback address only.
   *
   * @param port 0 for a free one
   * @throws IOException if it cannot be listened on
   */
  static RegistryPort open(int port, RegistryApi api) throws IOException {
    // Read once, when the server's classes are loaded.
    System.setProperty("sun.net.httpserver.maxReqTime", DEADLINE_SECONDS);
    System.setProperty("sun.net.httpserver.maxRspTime", DEADLINE_SECONDS);
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    return new RegistryPort(HttpServer.create(address, BACKLOG), api);
  }

  /** Returns the base URL, with the real number of the port. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!isLoopback(exchange.getRequestHeaders().getFirst("Host"))) {
      // A page whose host name was made to resolve to this address must not reach the registry
      // through its browser.
      return RegistryApi.refusal(
          new RegistryRefusal(
              421, 421, "HTTP 421 Misdirected Request: call 127.0.0.1 or localhost by that name"));
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MAX_BODY + 1);
    }
    if (body.length > MAX_BODY) {
      return RegistryApi.refusal(
          new RegistryRefusal(
              413, 413, "HTTP 413 Content Too Large: at most %d bytes".formatted(MAX_BODY)));
    }
    return api.answer(
        new Question(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            body));
  }

  private static boolean isLoopback(String host) {
    String name = Optional.ofNullable(host).orElse("").replaceAll(":\\d+$", "");
    return name.equals("127.0.0.1") || name.equalsIgnoreCase("localhost");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", JSON);
    answer.allow().ifPresent(methods -> exchange.getResponseHeaders().set("Allow", methods));
    boolean headOnly = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), headOnly ? -1 : body.length);
    if (!headOnly) {
      exchange.getResponseBody().write(body);
    }
  }
}
