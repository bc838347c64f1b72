package io.tributary.http.manage;

import io.tributary.http.HttpPort;
import io.tributary.http.PortOptions;
import io.tributary.http.PortSettings;
import io.tributary.schemas.settings.Failure;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of a management port that is opened only if it is asked for. */
public final class ManagementOptions {
  private static final int MOST = 65_535;

  @Option(
      names = "--management-port",
      description = "health, metrics and log levels; 0 picks a free one (default: none is opened)")
  private Integer managementPort;

  @Option(
      names = "--management-host",
      defaultValue = "127.0.0.1",
      description = "interface of that port (default: ${DEFAULT-VALUE}, this machine only)")
  private String managementHost;

  @Mixin private PortOptions ports;

  /**
   * Returns the address to listen on; empty if no port was asked for.
   *
   * @throws Failure if the port is no port's number
   */
  public Optional<HttpPort.Address> address() {
    if (managementPort != null && (managementPort < 0 || managementPort > MOST)) {
      throw Failure.badArguments(
          "--management-port must be in 0.." + MOST + ", was " + managementPort, null);
    }
    return Optional.ofNullable(managementPort)
        .map(
            port ->
                new HttpPort.Address(
                    managementHost, port, "--management-port", "--management-host"));
  }

  /**
   * Refuses wrong values before anything is started.
   *
   * @throws Failure as the other methods do
   */
  public void check() {
    address();
    settings();
  }

  /**
   * Returns what the port expects of its callers.
   *
   * @throws Failure if a value is out of bounds
   */
  public PortSettings settings() {
    return ports.settings();
  }
}
