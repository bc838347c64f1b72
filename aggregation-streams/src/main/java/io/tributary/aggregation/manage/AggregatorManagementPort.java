package io.tributary.aggregation.manage;

import io.tributary.http.Endpoint;
import io.tributary.http.HttpPort;
import io.tributary.http.HttpReply;
import io.tributary.http.PortSettings;
import io.tributary.http.manage.ManagedProcess;
import io.tributary.http.manage.ManagementEndpoints;
import io.tributary.http.manage.ProcessIdentity;
import io.tributary.http.manage.ProcessMetrics;
import java.util.List;
import java.util.Optional;

/** The port for probes, Prometheus and the levels of the log. */
public final class AggregatorManagementPort implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpPort http;

  private AggregatorManagementPort(HttpPort http) {
    this.http = http;
  }

  /**
   * Opens the port; from then on the process counts as started.
   *
   * @param settings what the port expects of its callers
   * @param about the process
   * @throws io.tributary.schemas.settings.Failure PORT_UNUSABLE if it cannot be listened on
   */
  public static AggregatorManagementPort open(
      HttpPort.Address address,
      PortSettings settings,
      ProcessFacts about,
      AggregatorMetrics metrics) {
    metrics.watch(about.state());
    return new AggregatorManagementPort(
        ManagementEndpoints.open(
            address,
            settings,
            new Aggregator(about, metrics),
            List.of(Endpoint.get("/topology", body -> HttpReply.text(TEXT, about.topology())))));
  }

  private record Aggregator(ProcessFacts about, AggregatorMetrics aggregatorMetrics)
      implements ManagedProcess {
    @Override
    public Optional<String> whyDead() {
      return complaint(about.state().get().isLive());
    }

    @Override
    public Optional<String> whyNotReady() {
      return complaint(about.state().get().isReady());
    }

    private Optional<String> complaint(boolean well) {
      return well ? Optional.empty() : Optional.of(about.state().get().toString());
    }

    @Override
    public ProcessIdentity identity() {
      return about.identity();
    }

    @Override
    public ProcessMetrics metrics() {
      return aggregatorMetrics.process();
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
