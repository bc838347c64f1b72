package io.tributary.http.manage;

import io.tributary.http.Endpoint;
import io.tributary.http.HttpPort;
import io.tributary.http.HttpReply;
import io.tributary.http.PortSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints that every management port has. */
public final class ManagementEndpoints {
  private static final int THREADS = 8;

  /** Of a body that names a level. */
  private static final int LARGEST_BODY = 1024;

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private ManagementEndpoints() {}

  /**
   * Opens a management port; from then on the process counts as started.
   *
   * @param more endpoints of this program alone
   * @throws io.tributary.schemas.settings.Failure PORT_UNUSABLE if it cannot be listened on
   */
  public static HttpPort open(
      HttpPort.Address address,
      PortSettings settings,
      ManagedProcess process,
      List<Endpoint> more) {
    var endpoints = new ArrayList<Endpoint>(of(process));
    endpoints.addAll(more);
    return new HttpPort(address, new HttpPort.Capacity(THREADS, LARGEST_BODY), settings, endpoints);
  }

  private static List<Endpoint> of(ManagedProcess process) {
    var endpoints = new ArrayList<Endpoint>();
    endpoints.add(Endpoint.get("/healthz/live", body -> probe(process.whyDead(), Map.of())));
    endpoints.add(
        Endpoint.get("/healthz/ready", body -> probe(process.whyNotReady(), process.readiness())));
    endpoints.add(Endpoint.get("/healthz/startup", body -> probe(Optional.empty(), Map.of())));
    endpoints.add(
        Endpoint.get(
            "/metrics", body -> HttpReply.text(PROMETHEUS_TEXT, process.metrics().scrape())));
    endpoints.add(
        Endpoint.get(
            "/version", body -> HttpReply.json(200, process.identity().document(), Map.of())));
    endpoints.addAll(LoggerEndpoints.all());
    return endpoints;
  }

  private static HttpReply probe(Optional<String> complaint, Map<String, Object> more) {
    var document = new LinkedHashMap<String, Object>();
    document.put("status", complaint.isEmpty() ? "ok" : "unavailable");
    complaint.ifPresent(why -> document.put("reason", why));
    document.putAll(more);
    return HttpReply.json(complaint.isEmpty() ? 200 : 503, document, Map.of());
  }
}
