package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.Endpoint;
import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import io.tributary.http.Reply;
import io.tributary.router.http.json.Json;
import io.tributary.schemas.process.CodeVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port for probes and Prometheus. */
public final class ManagementPort implements AutoCloseable {
  private static final int THREADS = 8;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpPort http;

  /**
   * Opens the port; from then on the process counts as started.
   *
   * @param settings of both ports
   * @param baseModel id of the model that embeds
   * @throws io.tributary.schemas.settings.Failure if it cannot be listened on
   */
  public ManagementPort(
      String host,
      int port,
      PortSettings settings,
      String federation,
      String baseModel,
      Health health,
      RouterMetrics metrics) {
    this.http =
        new HttpPort(
            new HttpPort.Address(host, port, "--management-port", "--host"),
            new HttpPort.Capacity(THREADS, 0),
            settings,
            endpoints(federation, baseModel, health, metrics));
  }

  private static List<Endpoint> endpoints(
      String federation, String baseModel, Health health, RouterMetrics metrics) {
    return List.of(
        Endpoint.get("/healthz/live", body -> probe(health.whyDead())),
        Endpoint.get("/healthz/ready", body -> ready(health)),
        Endpoint.get("/healthz/startup", body -> probe(Optional.empty())),
        Endpoint.get("/metrics", body -> Reply.text(PROMETHEUS_TEXT, metrics.scrape())),
        Endpoint.get("/version", body -> version(federation, baseModel)));
  }

  private static Reply ready(Health health) {
    ObjectNode more = Json.object();
    more.set("skipped_versions", Json.counts(health.skippedVersions()));
    return probe(health.whyNotReady(), more);
  }

  private static Reply probe(Optional<String> complaint) {
    return probe(complaint, Json.object());
  }

  private static Reply probe(Optional<String> complaint, ObjectNode more) {
    ObjectNode document = Json.object();
    document.put("status", complaint.isEmpty() ? "ok" : "unavailable");
    complaint.ifPresent(why -> document.put("reason", why));
    document.setAll(more);
    return Reply.json(complaint.isEmpty() ? 200 : 503, document, Map.of());
  }

  private static Reply version(String federation, String baseModel) {
    ObjectNode document = Json.object();
    document.put("name", "tributary-router");
    document.put("version", CodeVersion.text());
    document.put("java", Runtime.version().toString());
    document.put("federation", federation);
    document.put("base_model", baseModel);
    return Reply.json(200, document, Map.of());
  }

  /** The base URL, with the port's real number. */
  public String url() {
    return http.url();
  }

  @Override
  public void close() {
    http.close();
  }
}
