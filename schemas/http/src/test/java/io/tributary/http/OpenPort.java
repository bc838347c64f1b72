package io.tributary.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An open port that echoes what is posted, with two threads and bodies of up to 1000 bytes. */
final class OpenPort implements AutoCloseable {
  static final int LARGEST_BODY = 1000;
  static final String ECHO = "/echo";
  static final String LARGE = "/large";
  static final String WAIT = "/wait";
  static final String BROKEN = "/broken";
  private static final int LARGE_BYTES = 32 << 20;

  final HttpPort port;
  final CountDownLatch gate = new CountDownLatch(1);
  final AtomicInteger working = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();

  OpenPort(PortSettings settings) {
    var endpoints = new ArrayList<Endpoint>();
    endpoints.add(Endpoint.get("/", body -> HttpReply.text("text/plain", "here")));
    endpoints.add(Endpoint.get(LARGE, OpenPort::large));
    endpoints.add(Endpoint.get(WAIT, this::waitAtTheGate));
    endpoints.add(Endpoint.get(BROKEN, OpenPort::fail));
    endpoints.add(
        Endpoint.post(
            ECHO, body -> new HttpReply(200, "application/json", Map.of("x-a", "b"), body)));
    port =
        new HttpPort(
            new HttpPort.Address("127.0.0.1", 0, "--port", "--host"),
            new HttpPort.Capacity(2, LARGEST_BODY),
            settings,
            endpoints);
  }

  private static HttpReply large(byte[] body) {
    return new HttpReply(200, "text/plain", Map.of(), new byte[LARGE_BYTES]);
  }

  private HttpReply waitAtTheGate(byte[] body) {
    working.incrementAndGet();
    try {
      return HttpReply.text("text/plain", gate.await(20, SECONDS) ? "waited" : "nobody opened");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpReply fail(byte[] body) {
    throw new StackOverflowError("secret");
  }

  /** Default settings, with other times. */
  static PortSettings within(Duration head, Duration body, Duration idle) {
    return new PortSettings(head, body, 1, idle, 1024, 1024, Set.of());
  }

  /** Default settings, with other numbers of connections. */
  static PortSettings connections(int all, int ofAnAddress) {
    var minute = Duration.ofMinutes(1);
    return new PortSettings(minute, minute, 1, minute, all, ofAnAddress, Set.of());
  }

  RawCaller call() {
    return new RawCaller(port.url());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(port.url() + path)));
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(port.url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the port did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    port.close();
  }
}
