package io.tributary.router.http;

import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import io.tributary.http.manage.ManagedProcess;
import io.tributary.http.manage.ManagementEndpoints;
import io.tributary.http.manage.ProcessIdentity;
import io.tributary.http.manage.ProcessMetrics;
import io.tributary.schemas.process.CodeVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port for probes, Prometheus and the levels of the log. */
public final class RouterManagementPort implements AutoCloseable {
  private final HttpPort http;

  /**
   * Opens the port; from then on the process counts as started.
   *
   * @param settings of both ports
   * @param baseModel id of the model that embeds
   * @throws io.tributary.schemas.settings.Failure if it cannot be listened on
   */
  public RouterManagementPort(
      String host,
      int port,
      PortSettings settings,
      String federation,
      String baseModel,
      RouterHealth health,
      RouterMetrics metrics) {
    this.http =
        ManagementEndpoints.open(
            new HttpPort.Address(host, port, "--management-port", "--host"),
            settings,
            new Router(
                new ProcessIdentity("tributary-router", CodeVersion.text(), federation, baseModel),
                health,
                metrics.process()),
            List.of());
  }

  private record Router(ProcessIdentity identity, RouterHealth health, ProcessMetrics metrics)
      implements ManagedProcess {
    @Override
    public Optional<String> whyDead() {
      return health.whyDead();
    }

    @Override
    public Optional<String> whyNotReady() {
      return health.whyNotReady();
    }

    @Override
    public Map<String, Object> readiness() {
      return Map.of("skipped_versions", health.skippedVersions());
    }
  }

  /** Returns the base URL, with the real number of the port. */
  public String url() {
    return http.url();
  }

  @Override
  public void close() {
    http.close();
  }
}
