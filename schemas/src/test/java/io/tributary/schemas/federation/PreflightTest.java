package io.tributary.schemas.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.testkit.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreflightTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @Test
  void passesWhenBothAnswer() {
    var connection = connection(KAFKA.bootstrapServers(), "mock://preflight");

    assertThatCode(() -> Preflight.check(connection)).doesNotThrowAnyException();
  }

  @Test
  void namesABrokerThatDoesNotAnswer() throws IOException {
    String address = closedPort();

    var failure =
        catchThrowableOfType(
            Failure.class, () -> Preflight.check(connection(address, "mock://preflight")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    assertThat(failure.code()).isEqualTo("BROKER_UNREACHABLE");
    assertThat(failure).hasMessageContaining(address);
    assertThat(failure.hint()).contains("--bootstrap-servers");
  }

  @Test
  void namesABrokerWhoseHostDoesNotExist() {
    var failure =
        catchThrowableOfType(
            Failure.class,
            () -> Preflight.check(connection("no-such-host.invalid:9092", "mock://preflight")));

    assertThat(failure.code()).isEqualTo("BROKER_UNREACHABLE");
    assertThat(failure).hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void namesARegistryThatDoesNotAnswer() throws IOException {
    String url = "http://" + closedPort();

    var failure =
        catchThrowableOfType(
            Failure.class, () -> Preflight.check(connection(KAFKA.bootstrapServers(), url)));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    assertThat(failure.code()).isEqualTo("REGISTRY_UNREACHABLE");
    assertThat(failure).hasMessageContaining(url);
  }

  private static FederationConnection connection(String servers, String registry) {
    return new FederationConnection(servers, registry, "clinics", Map.of());
  }

  /** A port where nobody listens: it was free a moment ago. */
  private static String closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }
}
