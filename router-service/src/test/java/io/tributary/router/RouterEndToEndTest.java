package io.tributary.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.http.PortSettings;
import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.TopicCatalogFeed;
import io.tributary.router.http.RequestLimits;
import io.tributary.router.infer.InferenceQueue;
import io.tributary.router.infer.ModelInference;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.testkit.KafkaBroker;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real model and a real broker; only the publisher's side is made by hand. */
class RouterEndToEndTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private static final String WEATHER = "Will it rain in the mountains tomorrow?";
  private static final String MONEY = "My card was charged twice for one purchase.";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static FederationSpec spec;
  private static ModelInference model;
  private static FederationOnTopics federation;
  private static RouterApp router;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    BaseModel base = BaseModel.load(BaseModelSource.bundled());
    federation = new FederationOnTopics(KAFKA.bootstrapServers(), KAFKA.uniqueName("router"));
    spec = spec(base, federation.connection().federation());
    model = new ModelInference(base, TextEmbedder.Settings.DEFAULT, 64);
    var catalog = new Catalog(spec.initialAdapter().digest(), 4, Clock.systemUTC());
    router =
        new RouterApp(
            new RouterSettings(
                "127.0.0.1",
                0,
                0,
                64,
                4,
                64,
                4,
                Duration.ofSeconds(20),
                RequestLimits.DEFAULT,
                PortSettings.DEFAULT),
            new RouterApp.Identity(spec.federation(), spec.baseModel()),
            catalog,
            TopicCatalogFeed.start(federation.connection(), federation.registry(), spec, catalog),
            new InferenceQueue(model, 4, Duration.ofSeconds(20)),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    router.close();
    federation.close();
  }

  @Test
  void followsTheTopicsFromNothingToATrainedVersion() {
    String question =
        "{\"inputs\":[{\"text\":\"How cold will it get"
            + " tonight?\",\"options\":[\"weather\",\"temperature\"],\"adapter\":\"%s\"}]}";
    assertThat(post("/v1/predict", question.formatted("auto")).statusCode()).isEqualTo(503);

    federation.publish(ofAnotherModel());
    federation.publish(state());
    await().atMost(Duration.ofSeconds(20)).until(() -> get("/healthz/ready") == 200);
    JsonNode first = result(post("/v1/predict", question.formatted("auto")));
    assertThat(first.get("cluster").asText()).isEqualTo("c0");
    assertThat(first.get("version").asInt()).isZero();
    assertThat(first.get("option").asText()).isIn("weather", "temperature");

    AdapterVersion trained = federation.publish(0, 1, strongAdapter());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                result(post("/v1/predict", question.formatted("auto")))
                    .get("adapter")
                    .asText()
                    .equals(trained.name()));
    double byBase = weather(question.formatted("base"));
    assertThat(weather(question.formatted(first.get("adapter").asText())))
        .isCloseTo(byBase, within(1e-5));
    assertThat(weather(question.formatted(trained.name()))).isNotCloseTo(byBase, within(1e-3));
    assertThat(weather(question.formatted("auto")))
        .isCloseTo(weather(question.formatted(trained.name())), within(1e-6));
  }

  @Test
  void refusesToServeWithAnotherModelThanTheFederations() {
    var other =
        new FederationSpec(
            spec.federation(),
            "another@0123456789abcdef",
            spec.embeddingSize(),
            spec.layout(),
            spec.seed(),
            spec.clustering(),
            spec.window());
    assertThatThrownBy(() -> ModelInference.open(other, Optional.empty(), 64, 64))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.code()).isEqualTo("BASE_MODEL_DIFFERS"))
        .hasMessageContaining(spec.baseModel());
  }

  private double weather(String body) {
    return result(post("/v1/predict", body)).at("/probabilities/weather").asDouble();
  }

  private static JsonNode result(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    try {
      return MAPPER.readTree(response.body()).at("/results/0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(router.url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private int get(String path) {
    return send(HttpRequest.newBuilder(URI.create(router.managementUrl() + path)).build())
        .statusCode();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static FederationSpec spec(BaseModel base, String name) {
    return new FederationSpec(
        name,
        base.id(),
        base.hidden(),
        base.layout(8, 16, BaseModel.DEFAULT_TARGETS),
        7,
        new ClusteringSettings(ClusteringSettings.Mode.TASKS, 2, 1, 2, 1, 7),
        WindowSettings.rounds());
  }

  private static ClusterState state() {
    return state(2, spec.baseModel());
  }

  /** Must be left out: its centroids live in another space. */
  private static ClusterState ofAnotherModel() {
    return state(1, "another@0123456789abcdef");
  }

  private static ClusterState state(long revision, String baseModel) {
    List<float[]> embeddings = model.embed(List.of(WEATHER, MONEY));
    var members = new TreeMap<>(Map.of(new SlotId(new ClientId("a"), 0), new ClusterId(0)));
    return new ClusterState(
        1,
        revision,
        baseModel,
        List.of(
            new ClusterCentroid(new ClusterId(0), embeddings.get(0), 0.5),
            new ClusterCentroid(new ClusterId(1), embeddings.get(1), 0.5)),
        members,
        Set.of(),
        Instant.ofEpochSecond(1_000));
  }

  /** Far from trained, but it changes answers. */
  private static LoraAdapter strongAdapter() {
    var random = new Random(3);
    float[] values = new float[spec.layout().parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.1 * random.nextGaussian());
    }
    return new LoraAdapter(spec.layout(), values);
  }
}
