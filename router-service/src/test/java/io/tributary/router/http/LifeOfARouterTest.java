package io.tributary.router.http;

import static io.tributary.router.http.RunningRouter.header;
import static io.tributary.router.http.RunningRouter.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.http.Endpoint;
import io.tributary.router.route.Tables;
import io.tributary.schemas.process.CodeVersion;
import io.tributary.schemas.settings.Failure;
import io.tributary.testkit.ConcurrentTasks;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Probes, metrics and the catalog's paths, from the empty start on. */
class LifeOfARouterTest {
  private final RunningRouter router = new RunningRouter();

  @AfterEach
  void close() {
    router.close();
  }

  @Test
  void isAliveAndStartedButNotReadyBeforeTheFirstClustering() {
    assertThat(router.getManagement("/healthz/live").statusCode()).isEqualTo(200);
    assertThat(router.getManagement("/healthz/startup").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = router.getManagement("/healthz/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(json(ready).get("reason").asText())
        .isEqualTo("no clustering has been published yet");
    for (String path : List.of("/v1/clusters", "/v1/adapters", "/v1/state")) {
      assertThat(router.get(path).statusCode()).isEqualTo(503);
    }
    HttpResponse<String> route = router.post("/v1/route", "{\"inputs\":[{\"text\":\"0 1\"}]}");
    assertThat(route.statusCode()).isEqualTo(503);
    assertThat(json(route).get("error_code").asText()).isEqualTo("no-clusters-yet");
    assertThat(header(route, "retry-after")).isEqualTo("2");
    assertThat(router.inference.embedded).isEmpty();
  }

  @Test
  void isReadyOnceRestoredAndClustered() {
    router.feed.restored = false;
    router.withClusters();
    assertThat(router.getManagement("/healthz/ready").statusCode()).isEqualTo(503);
    router.feed.restored = true;
    assertThat(router.getManagement("/healthz/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void isDeadWhenItsFeedIs() {
    router.withClusters();
    router.feed.failure = Optional.of(new IllegalStateException("the broker refuses us"));
    HttpResponse<String> live = router.getManagement("/healthz/live");
    assertThat(live.statusCode()).isEqualTo(503);
    assertThat(json(live).get("reason").asText()).isEqualTo("the broker refuses us");
    assertThat(router.getManagement("/healthz/ready").statusCode()).isEqualTo(503);
  }

  /** Such an Error has no message; it must not look like no failure. */
  @Test
  void isDeadWhenItsFollowerDiedOfAnError() {
    router.withClusters();
    router.feed.failure = Optional.of(new StackOverflowError());
    HttpResponse<String> live = router.getManagement("/healthz/live");
    assertThat(live.statusCode()).isEqualTo(503);
    assertThat(json(live).get("reason").asText()).isEqualTo("java.lang.StackOverflowError");
    assertThat(router.getManagement("/healthz/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void showsWhatItKnows() {
    router.withClusters();
    assertThat(json(router.get("/v1/clusters")).findValuesAsText("adapter"))
        .containsExactly(
            "c0@0.0-00000000000000ff", "c1@1.3-0123456789abcdef", "c2@0.0-00000000000000ff");
    assertThat(json(router.get("/v1/clusters")).findValuesAsText("slots"))
        .containsExactly("2", "2", "2");
    assertThat(json(router.get("/v1/adapters")).get("adapters")).hasSize(4);
    assertThat(json(router.get("/v1/state")).at("/serving/c1").asText())
        .isEqualTo(RunningRouter.TRAINED.name());
    assertThat(json(router.get("/v1/state")).get("federation").asText()).isEqualTo("tests");
    assertThat(router.get("/v1/clusters").body()).doesNotContain("client");
  }

  @Test
  void measuresUnderTheDocumentedNames() {
    assertThat(scrape()).contains("tributary_cluster_count NaN");
    router.withClusters();
    router.post("/v1/route", "{\"inputs\":[{\"text\":\"0 1\"},{\"text\":\"1 0\"}]}");
    router.post(
        "/v1/route", "{\"mode\":\"local\",\"inputs\":[{\"text\":\"0.5 0.6\",\"client\":\"x\"}]}");
    router.post(
        "/v1/predict", "{\"inputs\":[{\"text\":\"1\",\"options\":[\"a\"],\"adapter\":\"base\"}]}");
    assertThat(scrape())
        .contains("tributary_route_requests_total{decision=\"routed\"} 2.0")
        .contains("tributary_route_requests_total{decision=\"fallback\"} 1.0")
        .contains("tributary_route_requests_total{decision=\"pinned\"} 1.0")
        .contains("tributary_route_duration_seconds_count{operation=\"route\"} 2")
        .contains("tributary_route_duration_seconds_count{operation=\"predict\"} 1")
        .contains("tributary_route_margin_count 3")
        .contains("tributary_route_margin_bucket{le=\"1.0\"} 1")
        .contains("tributary_route_margin_bucket{le=\"0.5\"} 1")
        .contains("tributary_route_margin_bucket{le=\"0.05\"} 0")
        .contains("tributary_state_age_seconds 0.0")
        .contains("tributary_cluster_count 3.0")
        .contains("tributary_cluster_epoch 1.0")
        .containsPattern("tributary_build_info\\{java=\"[^\"]+\",version=\"\\d[^\"]*\"} 1");
  }

  @Test
  void showsHowManyVersionsItCouldNotUseAndStaysReady() {
    router.withClusters();
    router.feed.skipped.put("wrong-digest", 2L);

    assertThat(json(router.get("/v1/state")).at("/skipped_versions").toString())
        .isEqualTo("{\"incomplete\":0,\"wrong-digest\":2}");
    HttpResponse<String> ready = router.getManagement("/healthz/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(json(ready).at("/skipped_versions/wrong-digest").asInt()).isEqualTo(2);
    assertThat(scrape())
        .contains("tributary_adapter_versions_skipped_total{reason=\"incomplete\"} 0.0")
        .contains("tributary_adapter_versions_skipped_total{reason=\"wrong-digest\"} 2.0");
  }

  @Test
  void namesItsVersion() {
    HttpResponse<String> version = router.getManagement("/version");
    assertThat(json(version).get("version").asText()).isEqualTo(CodeVersion.text());
    assertThat(json(version).get("base_model").asText()).isEqualTo(Tables.BASE_MODEL);
  }

  @Test
  void describesExactlyTheOperationsThatItHas() {
    var described = new TreeSet<String>();
    for (var path : json(router.get("/openapi.json")).get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(method -> described.add(method + " " + path.getKey()));
    }
    var snapshotView = new SnapshotView(Optional::empty, TreeMap::new, Clock.systemUTC());
    var served = new TreeSet<String>();
    for (Endpoint endpoint :
        DataPort.endpoints(
            "tests",
            snapshotView,
            router.inference,
            RequestLimits.DEFAULT,
            RouterMetrics.of(snapshotView))) {
      served.add(endpoint.method().name().toLowerCase(Locale.ROOT) + " " + endpoint.path());
    }
    assertThat(described).isEqualTo(served);
  }

  @Test
  void aTakenPortIsNamedWithTheFix() {
    int taken = URI.create(router.url()).getPort();
    assertThatThrownBy(() -> new RunningRouter(taken, RequestLimits.DEFAULT))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              assertThat(failure.code()).isEqualTo("PORT_UNUSABLE");
              assertThat(failure.hint()).contains("0 picks a free one");
            })
        .hasMessageContaining("--port must be a free port, but 127.0.0.1:" + taken + " is taken");
  }

  @Test
  void letsARunningRequestFinishBeforeItCloses() {
    router.withClusters();
    router.inference.gate = new CountDownLatch(1);
    var running =
        CompletableFuture.supplyAsync(
            () -> router.post("/v1/route", "{\"inputs\":[{\"text\":\"0 1\"}]}"),
            ConcurrentTasks.ONE_EACH);
    await().until(() -> router.inference.waiting.get() == 1);
    var closing = CompletableFuture.runAsync(router::close, ConcurrentTasks.ONE_EACH);
    await().until(() -> router.getManagement("/healthz/ready").statusCode() == 503);
    router.inference.gate.countDown();
    assertThat(running.orTimeout(20, SECONDS).join().statusCode()).isEqualTo(200);
    closing.orTimeout(20, SECONDS).join();
  }

  @Test
  void closesWhatItWasGiven() {
    router.close();
    assertThat(router.feed.closed).isTrue();
    assertThat(router.inference.failure).isPresent();
  }

  private String scrape() {
    return router.getManagement("/metrics").body();
  }
}
