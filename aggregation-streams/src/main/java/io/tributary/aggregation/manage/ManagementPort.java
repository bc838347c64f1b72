package io.tributary.aggregation.manage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.aggregation.topology.StreamsState;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The port for probes and Prometheus: the JDK's own server, which a few answers a second do not
 * tax.
 */
public final class ManagementPort implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int BACKLOG = 16;
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService executor;
  private final Map<String, Supplier<Page>> pages;

  /** What a path answers. */
  private record Page(int status, String contentType, String body) {}

  private ManagementPort(HttpServer server, Map<String, Supplier<Page>> pages) {
    this.server = server;
    this.pages = pages;
    executor =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              var thread = new Thread(task, "management");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Opens the port; from then on the process counts as started.
   *
   * @param host name or address of an interface
   * @param port 0 picks a free one
   * @param about the process
   * @throws Failure PORT_UNUSABLE if it cannot be listened on
   */
  public static ManagementPort open(String host, int port, About about, AggregatorMetrics metrics) {
    metrics.watch(about.state());
    return new ManagementPort(
        listen(host, port),
        Map.of(
            "/healthz/live", () -> probe(about.state().get(), about.state().get().isLive()),
            "/healthz/ready", () -> probe(about.state().get(), about.state().get().isReady()),
            "/healthz/startup", () -> new Page(200, JSON, "{\"status\":\"ok\"}"),
            "/metrics", () -> new Page(200, PROMETHEUS_TEXT, metrics.scrape()),
            "/topology", () -> new Page(200, TEXT, about.topology()),
            "/version", () -> new Page(200, JSON, about.json())));
  }

  /** The base URL, with the port's real number. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getHostString();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, page(exchange));
    }
  }

  private Page page(HttpExchange exchange) {
    Supplier<Page> found = pages.get(exchange.getRequestURI().getPath());
    if (found == null) {
      return problem(404, "there is nothing here: " + String.join(" ", pages.keySet()));
    }
    return exchange.getRequestMethod().equals("GET")
        ? found.get()
        : problem(405, "this port answers GET");
  }

  private static void send(HttpExchange exchange, Page page) throws IOException {
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", page.contentType());
    exchange.sendResponseHeaders(page.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static Page probe(StreamsState state, boolean well) {
    return well
        ? new Page(200, JSON, "{\"status\":\"ok\"}")
        : new Page(503, JSON, "{\"status\":\"unavailable\",\"reason\":\"%s\"}".formatted(state));
  }

  private static Page problem(int status, String detail) {
    return new Page(
        status,
        "application/problem+json",
        "{\"status\":%d,\"detail\":\"%s\"}".formatted(status, detail));
  }

  private static HttpServer listen(String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "PORT_UNUSABLE",
          "--management-port must be a free port, cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage(),
          "Choose another port, 0 for a free one, or an address of this machine with"
              + " --management-host.",
          e);
    }
  }
}
