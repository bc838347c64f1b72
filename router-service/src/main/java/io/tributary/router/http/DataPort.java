package io.tributary.router.http;

import io.tributary.router.infer.Inference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The port that callers use. */
public final class DataPort implements AutoCloseable {
  private static final int THREADS = 32;

  private final HttpPort http;

  /**
   * Opens the port.
   *
   * @param federation its name, for {@code GET /v1/state}
   * @throws io.tributary.schemas.settings.Failure if it cannot be listened on
   */
  public DataPort(
      String host,
      int port,
      String federation,
      View view,
      Inference inference,
      Limits limits,
      RouterMetrics metrics) {
    this.http =
        new HttpPort(
            new HttpPort.Address(host, port, "--port", THREADS),
            limits.bodyBytes(),
            endpoints(federation, view, inference, limits, metrics));
  }

  static List<Endpoint> endpoints(
      String federation, View view, Inference inference, Limits limits, RouterMetrics metrics) {
    var catalog = new CatalogOperations(view, federation);
    byte[] openApi = openApi();
    return List.of(
        Endpoint.post("/v1/route", new RouteOperation(view, inference, limits, metrics)),
        Endpoint.post("/v1/predict", new PredictOperation(view, inference, limits, metrics)),
        Endpoint.get("/v1/clusters", body -> catalog.clusters()),
        Endpoint.get("/v1/adapters", body -> catalog.adapters()),
        Endpoint.get("/v1/state", body -> catalog.state()),
        Endpoint.get(
            "/openapi.json", body -> new Reply(200, "application/json", Map.of(), openApi)));
  }

  private static byte[] openApi() {
    try (InputStream stream = DataPort.class.getResourceAsStream("openapi.json")) {
      if (stream == null) {
        throw new IllegalStateException("openapi.json must be in the router's archive, is not");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json cannot be read", e);
    }
  }

  /** The base URL, with the port's real number. */
  public String url() {
    return http.url();
  }

  /** Lets running requests finish for some seconds, then closes the port. */
  @Override
  public void close() {
    http.close();
  }
}
