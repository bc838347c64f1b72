package io.tributary.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.http.PortSettings;
import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.TopicCatalogFeed;
import io.tributary.router.http.RequestLimits;
import io.tributary.router.infer.ChoiceQuestion;
import io.tributary.router.infer.ChosenOption;
import io.tributary.router.infer.Inference;
import io.tributary.router.route.Tables;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.testkit.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An error on the follower's thread, from the topic to the probe. */
class FollowerErrorTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @Test
  void anErrorWhileTheCatalogTakesAStateFailsTheProbeOfLife() throws Exception {
    var died = new OutOfMemoryError("as the test wants");
    var catalog = new Catalog(Tables.INITIAL, 4, new EndingClock(died));
    try (var federation =
            new FederationOnTopics(KAFKA.bootstrapServers(), KAFKA.uniqueName("router"));
        var router = router(catalog, federation)) {
      assertThat(live(router).statusCode()).isEqualTo(200);
      federation.publish(state());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(live(router).statusCode()).isEqualTo(503));
      assertThat(live(router).body()).contains("OutOfMemoryError: as the test wants");
      assertThat(router.awaitFailure()).hasRootCause(died);
    }
  }

  private static RouterApp router(Catalog catalog, FederationOnTopics federation) {
    FederationSpec spec =
        new FederationSpec(
            federation.connection().federation(),
            Tables.BASE_MODEL,
            2,
            new AdapterLayout(1, 1, List.of(new TargetModule("only", 2, 2))),
            5,
            new ClusteringSettings(ClusteringSettings.Mode.TASKS, 2, 1, 2, 1, 7),
            WindowSettings.rounds());
    var settings =
        new RouterSettings(
            "127.0.0.1",
            0,
            0,
            64,
            4,
            16,
            2,
            Duration.ofSeconds(5),
            RequestLimits.DEFAULT,
            PortSettings.DEFAULT);
    return new RouterApp(
        settings,
        new RouterApp.Identity(spec.federation(), spec.baseModel()),
        catalog,
        TopicCatalogFeed.start(federation.connection(), federation.registry(), spec, catalog),
        new NoInference(),
        Clock.systemUTC());
  }

  private static ClusterState state() {
    return new ClusterState(
        1,
        1,
        Tables.BASE_MODEL,
        List.of(new ClusterCentroid(new ClusterId(0), new float[] {1, 0}, 0.1)),
        new TreeMap<>(),
        Set.of(),
        Instant.EPOCH);
  }

  private static HttpResponse<String> live(RouterApp router) {
    var request =
        HttpRequest.newBuilder(URI.create(router.managementUrl() + "/healthz/live")).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The catalog asks it for every snapshot, on the follower's thread. */
  private static final class EndingClock extends Clock {
    private final Error error;

    EndingClock(Error error) {
      this.error = error;
    }

    @Override
    public Instant instant() {
      throw error;
    }

    @Override
    public ZoneId getZone() {
      throw error;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw error;
    }
  }

  private static final class NoInference implements Inference {
    @Override
    public List<float[]> embed(List<String> texts) {
      return List.of();
    }

    @Override
    public List<ChosenOption> choose(List<ChoiceQuestion> questions) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
