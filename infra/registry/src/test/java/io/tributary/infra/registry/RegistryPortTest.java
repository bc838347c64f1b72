package io.tributary.infra.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.registry.store.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryPortTest {
  private static final String BODY = "{\"schema\":\"\\\"int\\\"\"}";

  @TempDir Path dir;
  private Registry registry;
  private RegistryPort port;
  private int number;

  @BeforeEach
  void open() throws IOException {
    registry = Registry.open(dir);
    port = RegistryPort.open(0, new RegistryApi(registry));
    number = URI.create(port.url()).getPort();
  }

  @AfterEach
  void close() throws IOException {
    port.close();
    registry.close();
  }

  @Test
  void registersAndAnswers() throws IOException {
    assertThat(post("localhost", "application/vnd.schemaregistry.v1+json; charset=utf-8", BODY))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"id\":1}");
    String all = send("GET /subjects HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: close\r\n\r\n");
    assertThat(all).contains("application/vnd.schemaregistry.v1+json").endsWith("[\"a\"]");
    String head = send("HEAD /subjects HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
  }

  /** DNS rebinding: a browser that was led here sends its page's own host name. */
  @Test
  void anotherHostNameIsRefused() throws IOException {
    assertThat(post("evil.example", "application/json", BODY)).startsWith("HTTP/1.1 421");
    assertThat(post("127.0.0.1.evil.example", "application/json", BODY)).startsWith("HTTP/1.1 421");
    assertThat(send("GET /subjects HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421");
    assertThat(new Caller(registry).ok("GET /subjects")).isEqualTo("[]");
  }

  /** What a page of another origin can send without asking is not taken. */
  @Test
  void formsAreRefused() throws IOException {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
      assertThat(post("localhost", type, BODY)).startsWith("HTTP/1.1 415");
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws IOException {
    String padded = BODY + " ".repeat(RegistryPort.MAX_BODY);
    assertThat(post("localhost", "application/json", padded)).startsWith("HTTP/1.1 413");
  }

  @Test
  void slowCallersStopNobodyElse() throws IOException {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 100; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), number);
        slow.add(socket);
        String half =
            i % 2 == 0
                ? "GET /sub"
                : String.join(
                    "\r\n",
                    "POST /subjects/a/versions HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 99",
                    "",
                    "{");
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      assertThat(post("localhost", "application/json", BODY)).startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private String post(String host, String type, String body) throws IOException {
    return send(
        "POST /subjects/a/versions HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(host, type, body.length(), body));
  }

  private String send(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
