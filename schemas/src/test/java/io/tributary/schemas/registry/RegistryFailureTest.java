package io.tributary.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that is absent, broken or strict is never mistaken for bad data. */
class RegistryFailureTest {
  private static final byte[] FRAME = {0, 0, 0, 0, 7, 1, 2};

  private final TopicCatalogue topics = new TopicCatalogue("clinics", 1);
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicReference<String> answer =
      new AtomicReference<>("{\"error_code\":STATUS03,\"message\":\"as the test wants\"}");
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          int code = status.get();
          String path = exchange.getRequestURI().getPath();
          boolean lists = code == 200 && path.endsWith("/versions");
          byte[] body = (lists ? "[1]" : answer.get()).replace("STATUS", "" + code).getBytes(UTF_8);
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    registry = SchemaRegistry.at("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    registry.close();
    server.stop(0);
  }

  @Test
  void aServerErrorIsAFailureAfterSomeAttempts() {
    status.set(503);

    var failure = decoding();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    assertThat(failure.code()).isEqualTo("REGISTRY_UNREACHABLE");
    assertThat(failure)
        .hasMessageContaining("503")
        .hasMessageContaining("clinics.adapter-updates-value");
    assertThat(calls).hasValueGreaterThan(1);
  }

  @Test
  void aRefusalSaysThatWeMayNot() {
    status.set(401);

    assertThat(decoding().code()).isEqualTo("REGISTRY_REFUSED");
  }

  @Test
  void aStoppedServerIsAFailure() {
    server.stop(0);

    assertThat(decoding().code()).isEqualTo("REGISTRY_UNREACHABLE");
  }

  @Test
  void anotherServersNotFoundIsAFailure() {
    status.set(404);
    answer.set("<html>no such page</html>");

    assertThat(decoding().code()).isEqualTo("REGISTRY_UNREACHABLE");
  }

  /** What a proxy answers to who has not signed in. */
  @Test
  void aLoginPageIsNoRegistry() {
    answer.set("<!DOCTYPE html><html><title>Sign in</title></html>");

    var failure = catchThrowableOfType(Failure.class, registry::ping);

    assertThat(failure.code()).isEqualTo("REGISTRY_UNREACHABLE");
    assertThat(failure)
        .hasMessageContaining("is no schema registry")
        .message()
        .doesNotContain("Exception", "StreamReadFeature");
    assertThat(failure.hint()).contains("a login page");
  }

  @Test
  void anUnknownSchemaIdIsBadData() {
    status.set(404);

    assertThat(catchThrowable(this::decode))
        .hasMessage(
            "not a valid UpdateManifest: schema id 7 is none that the schema registry lists for"
                + " topic clinics.adapter-updates");
  }

  @Test
  void aSchemaThatIsNotAvroIsBadData() {
    answer.set("{\"id\":7,\"version\":1,\"schemaType\":\"JSON\",\"schema\":\"{}\"}");

    assertThat(catchThrowable(this::decode))
        .hasMessage(
            "not a valid UpdateManifest: schema id 7 is none that the schema registry lists for"
                + " topic clinics.adapter-updates");
  }

  @Test
  void aSchemaThatDoesNotParseIsBadData() {
    answer.set("{\"id\":7,\"version\":1,\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}");

    assertThat(catchThrowable(this::decode)).isInstanceOf(UndecodableRecord.class);
  }

  @Test
  void writingASchemaThatNobodyRegisteredNamesTheCommandToRun() {
    status.set(404);

    var failure =
        catchThrowableOfType(
            Failure.class,
            () -> registry.idOf("clinics.quarantine", SchemaSubject.of(topics).get(8).schema()));

    assertThat(failure.code()).isEqualTo("SCHEMA_NOT_REGISTERED");
    assertThat(failure.hint()).contains("schemas register");
  }

  private Failure decoding() {
    return catchThrowableOfType(Failure.class, this::decode);
  }

  private void decode() throws UndecodableRecord {
    Codecs.of(registry, topics).updateManifest().decode(FRAME);
  }
}
