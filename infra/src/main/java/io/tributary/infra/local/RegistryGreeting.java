package io.tributary.infra.local;

import io.tributary.schemas.process.ReadyLine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the registry says on standard output: one JSON line when its API answers and holds our rule,
 * or one line why it does not start.
 */
final class RegistryGreeting {

  /** The server's own default is NONE, which would let any schema through. */
  private static final String RULE = "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}";

  private static final int POLL_MILLIS = 50;

  private RegistryGreeting() {}

  /** Polls until the server answers; the supervisor's deadline bounds it, or the server's exit. */
  static void whenItAnswers(URI api) {
    Thread thread = new Thread(() -> greet(api), "registry-greeting");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says why the registry will not start, and exits. */
  static void refuse(int exitCode, String message) {
    refuse(exitCode, Refusal.ANY, message);
  }

  static void refuse(int exitCode, String errorCode, String message) {
    System.err.println(message);
    ReadyLine.print(ReadyLine.refused(errorCode, message, ""));
    System.exit(exitCode);
  }

  private static void greet(URI api) {
    try {
      while (!answers(api)) {
        Thread.sleep(POLL_MILLIS);
      }
      int status = putRule(api);
      if (status != HttpURLConnection.HTTP_OK) {
        refuse(
            1, "the schema registry answered " + status + " when its compatibility rule was set");
      }
      ReadyLine.print(ReadyLine.ready(Map.of("url", api.toString())));
    } catch (IOException e) {
      refuse(1, "the schema registry broke off while its compatibility rule was set: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(URI api) {
    try {
      return connect(api, "/subjects").getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int putRule(URI api) throws IOException {
    HttpURLConnection connection = connect(api, "/config");
    connection.setRequestMethod("PUT");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(RULE.getBytes(StandardCharsets.US_ASCII));
    }
    return connection.getResponseCode();
  }

  private static HttpURLConnection connect(URI api, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(api + path).toURL().openConnection();
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(10_000);
    return connection;
  }
}
