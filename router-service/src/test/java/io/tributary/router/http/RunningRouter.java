package io.tributary.router.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.http.PortSettings;
import io.tributary.router.RouterApp;
import io.tributary.router.RouterSettings;
import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.CatalogFeed;
import io.tributary.router.route.Tables;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ClusterId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A router on free ports with a fake model, small limits, and a clock that stands still. */
final class RunningRouter implements AutoCloseable {
  static final AdapterVersion TRAINED =
      new AdapterVersion(new ClusterId(1), 1, 3, "0123456789abcdef");
  static final LoraAdapter ADAPTER =
      new LoraAdapter(
          new AdapterLayout(1, 2, List.of(new TargetModule("layer", 1, 1))), new float[] {1, 2});

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(3_000), ZoneOffset.UTC);

  final FakeInference inference = new FakeInference();
  final Catalog catalog = new Catalog(Tables.INITIAL, 4, CLOCK);
  final FakeFeed feed = new FakeFeed();
  private final HttpClient http = HttpClient.newHttpClient();
  private final RouterApp app;

  RunningRouter() {
    this(0, new RequestLimits(2_000, 3, 50, 4, 6));
  }

  RunningRouter(int port, RequestLimits limits) {
    app =
        new RouterApp(
            new RouterSettings(
                "127.0.0.1",
                port,
                0,
                64,
                4,
                16,
                2,
                Duration.ofSeconds(5),
                limits,
                PortSettings.DEFAULT),
            new RouterApp.Identity("tests", Tables.BASE_MODEL),
            catalog,
            feed,
            inference,
            CLOCK);
  }

  /** The clusters of the vectors, and version 3 of c1. */
  RunningRouter withClusters() {
    catalog.accept(Tables.stateOfVectors(1));
    catalog.accept(TRAINED, ADAPTER);
    return this;
  }

  String url() {
    return app.url();
  }

  String managementUrl() {
    return app.managementUrl();
  }

  HttpResponse<String> post(String path, String body) {
    return post(path, "application/json", body);
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(app.url() + path))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(app.url() + path)));
  }

  HttpResponse<String> getManagement(String path) {
    return send(HttpRequest.newBuilder(URI.create(app.managementUrl() + path)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the router did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + response.body(), e);
    }
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  @Override
  public void close() {
    app.close();
  }

  /** A feed that says what a test tells it to. */
  static final class FakeFeed implements CatalogFeed {
    boolean restored = true;
    Optional<Throwable> failure = Optional.empty();
    final SortedMap<String, Long> skipped =
        new TreeMap<>(Map.of("incomplete", 0L, "wrong-digest", 0L));
    boolean closed;

    @Override
    public boolean restored() {
      return restored;
    }

    @Override
    public Optional<Throwable> failure() {
      return failure;
    }

    @Override
    public SortedMap<String, Long> skippedVersions() {
      return skipped;
    }

    @Override
    public Throwable awaitFailure() {
      return failure.orElseThrow();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
