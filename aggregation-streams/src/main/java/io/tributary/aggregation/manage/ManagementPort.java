package io.tributary.aggregation.manage;

import io.tributary.aggregation.topology.StreamsState;
import io.tributary.http.Endpoint;
import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import io.tributary.http.Reply;
import java.util.List;
import java.util.Map;

/** The port for probes and Prometheus. */
public final class ManagementPort implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final Reply OK = Reply.json(200, Map.of("status", "ok"), Map.of());

  private final HttpPort http;

  private ManagementPort(HttpPort http) {
    this.http = http;
  }

  /**
   * Opens the port; from then on the process counts as started.
   *
   * @param host name or address of an interface
   * @param port 0 picks a free one
   * @param settings what the port expects of its callers
   * @param about the process
   * @throws io.tributary.schemas.settings.Failure PORT_UNUSABLE if it cannot be listened on
   */
  public static ManagementPort open(
      String host, int port, PortSettings settings, About about, AggregatorMetrics metrics) {
    metrics.watch(about.state());
    return new ManagementPort(
        new HttpPort(
            new HttpPort.Address(host, port, "--management-port", "--management-host"),
            new HttpPort.Capacity(THREADS, 0),
            settings,
            List.of(
                Endpoint.get(
                    "/healthz/live",
                    body -> probe(about.state().get(), about.state().get().isLive())),
                Endpoint.get(
                    "/healthz/ready",
                    body -> probe(about.state().get(), about.state().get().isReady())),
                Endpoint.get("/healthz/startup", body -> OK),
                Endpoint.get("/metrics", body -> Reply.text(PROMETHEUS_TEXT, metrics.scrape())),
                Endpoint.get("/topology", body -> Reply.text(TEXT, about.topology())),
                Endpoint.get("/version", body -> Reply.json(200, about.document(), Map.of())))));
  }

  /** The base URL, with the port's real number. */
  public String url() {
    return http.url();
  }

  @Override
  public void close() {
    http.close();
  }

  private static Reply probe(StreamsState state, boolean well) {
    return well
        ? OK
        : Reply.json(503, Map.of("status", "unavailable", "reason", state.toString()), Map.of());
  }
}
