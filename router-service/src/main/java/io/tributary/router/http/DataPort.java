package io.tributary.router.http;

import io.tributary.http.Endpoint;
import io.tributary.http.HttpPort;
import io.tributary.http.HttpProblem;
import io.tributary.http.HttpReply;
import io.tributary.http.PortSettings;
import io.tributary.router.infer.Inference;
import io.tributary.router.infer.InferenceBusy;
import java.util.List;
import java.util.Map;

/** Serves the port that callers use. */
public final class DataPort implements AutoCloseable {
  private static final int THREADS = 32;

  private final HttpPort http;

  /**
   * Opens the port and accepts requests from then on.
   *
   * @param settings of both ports
   * @param federation its name, for {@code GET /v1/state}
   * @throws io.tributary.schemas.settings.Failure if it cannot be listened on
   */
  public DataPort(
      String host,
      int port,
      PortSettings settings,
      String federation,
      SnapshotView snapshotView,
      Inference inference,
      RequestLimits limits,
      RouterMetrics metrics) {
    this.http =
        new HttpPort(
            new HttpPort.Address(host, port, "--port", "--host"),
            new HttpPort.Capacity(THREADS, limits.bodyBytes()),
            settings,
            endpoints(federation, snapshotView, inference, limits, metrics));
  }

  static List<Endpoint> endpoints(
      String federation,
      SnapshotView snapshotView,
      Inference inference,
      RequestLimits limits,
      RouterMetrics metrics) {
    var catalog = new CatalogOperations(snapshotView, federation);
    byte[] openApi = OpenApi.of(limits);
    return List.of(
        post("/v1/route", new RouteOperation(snapshotView, inference, limits, metrics)),
        post("/v1/predict", new PredictOperation(snapshotView, inference, limits, metrics)),
        Endpoint.get("/v1/clusters", body -> catalog.clusters()),
        Endpoint.get("/v1/adapters", body -> catalog.adapters()),
        Endpoint.get("/v1/state", body -> catalog.state()),
        Endpoint.get(
            "/openapi.json", body -> new HttpReply(200, "application/json", Map.of(), openApi)));
  }

  /**
   * Wraps an operation so that a full queue is not a server fault: the reply asks the caller to try
   * again.
   */
  private static Endpoint post(String path, Endpoint.Operation operation) {
    return Endpoint.post(
        path,
        body -> {
          try {
            return operation.answer(body);
          } catch (InferenceBusy e) {
            throw HttpProblem.later("busy", e.getMessage(), e.retryAfter());
          }
        });
  }

  /** Returns the base URL, with the real number of the port. */
  public String url() {
    return http.url();
  }

  /** Lets running requests finish for some seconds, then closes the port. */
  @Override
  public void close() {
    http.close();
  }
}
