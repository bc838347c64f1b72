package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered, and how everything else is refused: always by a problem document. */
class HttpPortTest {
  private static final OpenPort PORT = new OpenPort(PortSettings.DEFAULT);
  private static final String POST =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  @AfterAll
  static void close() {
    PORT.close();
  }

  @Test
  void answersWholeRequests() {
    HttpResponse<String> response = PORT.post("/echo", "{\"a\":1}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"a\":1}");
    assertThat(header(response, "content-type")).isEqualTo("application/json");
    assertThat(header(response, "x-a")).isEqualTo("b");
  }

  @Test
  void answersHeadAsGetWithoutTheBody() {
    HttpResponse<String> head =
        PORT.send(
            HttpRequest.newBuilder(URI.create(PORT.port.url() + "/"))
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "content-length")).isEqualTo("4");
    assertThat(header(head, "content-type")).isEqualTo("text/plain");
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /echo | POST",
        "GET | /echo | POST",
        "DELETE | / | GET, HEAD",
        "BREW | / | GET, HEAD"
      })
  void namesTheMethodsThatAPathAnswers(String method, String path, String allowed) {
    String answer =
        ask(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 405").contains("\r\nAllow: " + allowed + "\r\n");
    assertProblem(answer, 405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/echo/", "/%2e%2e/echo", "/echo%00"})
  void refusesUnknownPaths(String path) {
    String answer =
        ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).containsPattern("^HTTP/1.1 40[04]").contains("application/problem+json");
  }

  @Test
  void refusesWhatIsNoRequestByAProblem() {
    assertProblem(ask("HELLO\r\n\r\n"), 400, "malformed-request");
    assertProblem(ask("\u0016\u0003\u0001\u0002\u0000\r\n\r\n"), 400, "malformed-request");
    assertProblem(ask("GET / HTTP/1.1\r\n\r\n"), 400, "malformed-request");
    assertProblem(
        ask("GET / HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n"), 400, "malformed-request");
    assertProblem(
        ask("GET / HTTP/7.3\r\nHost: localhost\r\n\r\n"), 505, "http-version-not-supported");
    assertProblem(
        ask(POST + "Expect: wonders\r\nContent-Length: 2\r\n\r\n{}"), 417, "expectation-failed");
    assertProblem(
        ask(POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}"), 400, "malformed-request");
  }

  @Test
  void refusesLinesAndHeadersThatAreTooLong() {
    String longText = "a".repeat(20_000);
    assertProblem(
        ask("GET /" + longText + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414, "uri-too-long");
    assertProblem(
        ask("GET / HTTP/1.1\r\nHost: localhost\r\nx: " + longText + "\r\n\r\n"),
        431,
        "header-fields-too-large");
  }

  @Test
  void refusesBodiesThatAreTooLargeWithAndWithoutTheirLength() {
    String large = "a".repeat(OpenPort.LARGEST_BODY + 1);
    assertThat(PORT.post("/echo", "a".repeat(OpenPort.LARGEST_BODY)).statusCode()).isEqualTo(200);
    assertThat(PORT.post("/echo", large).statusCode()).isEqualTo(413);
    assertThat(PORT.post("/echo", "a".repeat(8 << 20)).statusCode()).isEqualTo(413);
    assertProblem(
        ask(
            POST
                + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
                + large
                + "\r\n0\r\n\r\n"),
        413,
        "content-too-large");
  }

  @Test
  void refusesCompressedBodiesAndOtherMediaTypes() {
    HttpRequest.Builder compressed =
        HttpRequest.newBuilder(URI.create(PORT.port.url() + "/echo"))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofString("x"));
    HttpResponse<String> response = PORT.send(compressed);
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(header(response, "accept-encoding")).isEqualTo("identity");
    assertThat(response.body()).contains("unsupported-content-encoding");
    assertThat(
            PORT.send(
                    HttpRequest.newBuilder(URI.create(PORT.port.url() + "/echo"))
                        .POST(BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\n{\"inputs\":",
        "Content-Length: 100\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
      })
  void aCallersEarlyEndIsItsOwnFaultAndNoLineInTheLog(String rest) {
    var log = new ByteArrayOutputStream();
    PrintStream standardError = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (RawCaller caller = PORT.call()) {
      String answer = caller.send(POST + rest).end().untilClosed();
      assertThat(answer).startsWith("HTTP/1.1 400 ");
      assertProblem(answer, 400, "incomplete-body");
    } finally {
      System.setErr(standardError);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aPortOfThisMachineAnswersRequestsToThisMachineOnly() {
    for (String host :
        new String[] {
          "localhost", "LocalHost:80", "a.localhost", "127.0.0.1:1", "127.9.9.9", "[::1]:9"
        }) {
      assertThat(ask("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200 ");
    }
    for (String host :
        new String[] {
          "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "x"
        }) {
      assertProblem(
          ask("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"),
          421,
          "misdirected-request");
    }
    assertProblem(
        ask("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
        421,
        "misdirected-request");
    assertThat(ask("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void anErrorOfAnOperationIsAnsweredAndTheThreadLivesOn() {
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> response = PORT.get(OpenPort.BROKEN);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("internal-error").doesNotContain("secret");
    }
    assertThat(PORT.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void answersRequestsThatCameTogetherInTheirOrder() {
    String two =
        POST
            + "Content-Length: 1\r\n\r\n1"
            + POST
            + "Connection: close\r\nContent-Length: 1\r\n\r\n2";
    String answer = ask(two);
    assertThat(answer.indexOf("\r\n\r\n1")).isPositive().isLessThan(answer.indexOf("\r\n\r\n2"));
  }

  private static String ask(String text) {
    try (RawCaller caller = PORT.call()) {
      return caller.send(text).untilClosed();
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return Optional.of(response).flatMap(r -> r.headers().firstValue(name)).orElse("absent");
  }

  static void assertProblem(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
        .contains("\"status\":" + status + ",")
        .contains("\"error_code\":\"" + code + "\"")
        .contains("\"type\":\"urn:tributary:problem:" + code + "\"");
  }
}
