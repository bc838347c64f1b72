package io.tributary.aggregation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Just enough of a schema registry over HTTP for a child JVM: any schema gets an id. */
final class RegistryStub implements AutoCloseable {
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final AtomicInteger newest = new AtomicInteger();
  private final HttpServer server;

  RegistryStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/subjects", this::subject);
    server.createContext("/schemas/ids/", this::schema);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  SchemaRegistry client() {
    return SchemaRegistry.at(url());
  }

  /**
   * Lists no subjects, and of a subject the one version that was looked up or registered: it takes
   * every schema for known.
   */
  private void subject(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String subject = path.length > 2 ? path[2] : "";
    if (exchange.getRequestMethod().equals("GET")) {
      boolean known = ids.containsKey(subject);
      answer(exchange, path.length > 4 ? version(subject) : known ? "[1]" : "[]");
      return;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    schemas.put(ids.computeIfAbsent(subject, s -> newest.incrementAndGet()), body);
    answer(exchange, version(subject));
  }

  private String version(String subject) {
    int id = ids.get(subject);
    return "{\"subject\":\""
        + subject
        + "\",\"version\":1,\"id\":"
        + id
        + ","
        + schemas.get(id).substring(1);
  }

  private void schema(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    answer(exchange, schemas.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1))));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
