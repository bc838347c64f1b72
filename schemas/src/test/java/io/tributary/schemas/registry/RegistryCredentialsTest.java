package io.tributary.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that answers only a user with the right password. */
class RegistryCredentialsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String SECRET = "s3cret-Wort";
  private static final String USER = "basic.auth.user.info";
  private static final String SOURCE = "basic.auth.credentials.source";

  @TempDir Path dir;

  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(ANY_PORT, 0);
    server.createContext("/subjects", RegistryCredentialsTest::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "schema.registry."})
  void isReachedWithTheClientsOwnKeys(String prefix) {
    ping(Map.of(prefix + SOURCE, "USER_INFO", prefix + USER, "ann:" + SECRET));
  }

  @Test
  void aUserNeedsNoSource() {
    ping(Map.of(USER, "ann:" + SECRET));
  }

  @Test
  void withoutCredentialsItRefusesUsAndTheFixNamesTheFile() {
    Failure failure = pingFails(Map.of());

    assertThat(failure.kind().exitCode()).isEqualTo(2);
    assertThat(failure.code()).isEqualTo("REGISTRY_REFUSED");
    assertThat(failure.hint()).contains("--client-config").contains("basic.auth.user.info");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann:" + SECRET + "x", "mallory:" + SECRET})
  void withOthersItRefusesUsAndTheyAreNotRepeated(String user) {
    Failure failure = pingFails(Map.of(USER, user));

    assertThat(failure.kind().exitCode()).isEqualTo(2);
    assertThat(failure.code()).isEqualTo("REGISTRY_REFUSED");
    assertThat(failure).hasMessageContaining(url);
    assertThat(failure).hasStackTraceContaining("answered 40").message().doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"URL", "user_info"})
  void aSourceThatWouldBeTakenForNoneIsRefused(String source) {
    Failure failure = pingFails(Map.of(SOURCE, source, USER, "ann:" + SECRET));

    assertThat(failure.kind().exitCode()).isEqualTo(4);
    assertThat(failure.code()).isEqualTo("REGISTRY_SETTING_INVALID");
    assertThat(failure).hasMessageContaining(source);
  }

  @Test
  void aSourceWithoutAUserIsRefused() {
    assertThat(pingFails(Map.of(SOURCE, "USER_INFO")).code()).isEqualTo("REGISTRY_SETTING_INVALID");
  }

  @Test
  void credentialsInTheUrlAreRefusedAndNotRepeated() {
    String telltale = "http://ann:" + SECRET + "@127.0.0.1:8081";

    Failure direct = catchThrowableOfType(Failure.class, () -> SchemaRegistry.at(telltale));
    Failure connection =
        catchThrowableOfType(
            Failure.class, () -> new FederationConnection("localhost:1", telltale, "f", Map.of()));

    assertThat(direct).message().contains("--schema-registry").doesNotContain(SECRET, "ann");
    assertThat(direct.kind().exitCode()).isEqualTo(4);
    assertThat(connection).hasMessage(direct.getMessage());
  }

  @Test
  void itsCertificateIsTrustedThroughTheClientsTlsKeys() throws Exception {
    Path store = keyStore();
    HttpsServer tls = HttpsServer.create(ANY_PORT, 0);
    tls.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    tls.createContext("/subjects", RegistryCredentialsTest::answer);
    tls.start();
    url = "https://127.0.0.1:" + tls.getAddress().getPort();
    try {
      ping(
          Map.of(
              USER,
              "ann:" + SECRET,
              "schema.registry.ssl.truststore.type",
              "PKCS12",
              "schema.registry.ssl.truststore.location",
              store.toString(),
              "schema.registry.ssl.truststore.password",
              SECRET));
      assertThat(pingFails(Map.of(USER, "ann:" + SECRET)).code()).isEqualTo("REGISTRY_UNREACHABLE");
    } finally {
      tls.stop(0);
    }
  }

  @Test
  void aTrustStoreThatIsNotThereIsNamed() {
    Failure failure =
        pingFails(
            Map.of(
                "schema.registry.ssl.truststore.location",
                dir.resolve("nowhere.p12").toString(),
                "schema.registry.ssl.truststore.password",
                SECRET));

    assertThat(failure.code()).isEqualTo("REGISTRY_SETTING_INVALID");
    assertThat(failure).message().doesNotContain(SECRET);
  }

  private void ping(Map<String, String> settings) {
    try (var registry = SchemaRegistry.at(url, settings)) {
      registry.ping();
    }
  }

  private Failure pingFails(Map<String, String> settings) {
    return catchThrowableOfType(Failure.class, () -> ping(settings));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String basic = "Basic " + Base64.getEncoder().encodeToString(("ann:" + SECRET).getBytes(UTF_8));
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    int status = given == null ? 401 : given.equals(basic) ? 200 : 403;
    byte[] body = (status == 200 ? "[]" : "no JSON, as proxies answer").getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Path keyStore() throws IOException, InterruptedException {
    Path store = dir.resolve("registry.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return store;
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET.toCharArray());
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, SECRET.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
