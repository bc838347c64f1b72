package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
  /** Reserved for documentation: no machine has it. */
  private static final String ANOTHERS = "192.0.2.1";

  @Test
  void aHostThatIsAnotherMachineIsNamedWithWhatThisOneHas() {
    assertThatThrownBy(
            () ->
                new HttpPort(
                    new HttpPort.Address(ANOTHERS, 0, "--port", "--host"),
                    new HttpPort.Capacity(1, 1),
                    PortSettings.DEFAULT,
                    List.of()))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("PORT_UNUSABLE");
              assertThat(failure.kind().exitCode()).isEqualTo(4);
              assertThat(failure)
                  .hasMessage("--host must be an address of this machine, 192.0.2.1 is another's");
              assertThat(failure.hint()).startsWith("This machine has 127.0.0.1, ");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "0.0.0.0", "::", "10.1.2.3", "localhost"})
  void whatIsOursIsNotRefused(String host) throws UnknownHostException {
    var own =
        new OwnAddresses(
            List.of(
                InetAddress.getLoopbackAddress(),
                InetAddress.getByAddress(new byte[] {10, 1, 2, 3})));
    assertThat(own.whyNotBindable("--host", host)).isEmpty();
    assertThat(own.text()).isEqualTo("127.0.0.1, 10.1.2.3");
  }
}
