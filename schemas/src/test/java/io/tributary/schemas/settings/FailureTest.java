package io.tributary.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FailureTest {
  private final FederationConnection connection =
      new FederationConnection("127.0.0.1:9092", "mock://x", "clinics", Map.of("client.id", "c"));

  @Test
  void exitCodesAreWhatScriptsRelyOn() {
    assertThat(Failure.Kind.values())
        .extracting(Failure.Kind::exitCode)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void aSilentBrokerIsUnreachable() {
    Failure failure = BrokerCalls.failure(connection, "asking", new TimeoutException("late"));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    assertThat(failure).hasMessage("Kafka at 127.0.0.1:9092 did not answer while asking: late");
  }

  @Test
  void aRefusalIsToldFromSilence() {
    assertThat(BrokerCalls.failure(connection, "x", new TopicAuthorizationException("t")).code())
        .isEqualTo("BROKER_REFUSED");
    assertThat(BrokerCalls.failure(connection, "x", new SaslAuthenticationException("t")).code())
        .isEqualTo("BROKER_REFUSED");
  }

  @Test
  void settingsPassThroughBesideTheAddress() {
    assertThat(connection.clientSettings())
        .containsEntry("client.id", "c")
        .containsEntry("bootstrap.servers", "127.0.0.1:9092");
  }

  @Test
  void anAddressMustBeGiven() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FederationConnection(" ", "mock://x", "clinics", Map.of()))
        .withMessage("bootstrap servers must not be blank");
  }
}
