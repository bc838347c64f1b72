package io.tributary.router.http;

import static io.tributary.router.http.RunningRouter.header;
import static io.tributary.router.http.RunningRouter.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RouteOperationTest {
  private static final RunningRouter ROUTER = new RunningRouter().withClusters();

  @AfterAll
  static void close() {
    ROUTER.close();
  }

  @Test
  void answersOneInputWithFieldsAndHeaders() {
    HttpResponse<String> response =
        ROUTER.post("/v1/route", "{\"inputs\":[{\"id\":\"a\",\"text\":\"-0.2 0.1\"}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("application/json");
    JsonNode result = json(response).at("/results/0");
    assertThat(result.get("id").asText()).isEqualTo("a");
    assertThat(result.get("adapter").asText()).isEqualTo("c1@1.3-0123456789abcdef");
    assertThat(result.get("cluster").asText()).isEqualTo("c1");
    assertThat(result.get("epoch").asInt()).isEqualTo(1);
    assertThat(result.get("version").asInt()).isEqualTo(3);
    assertThat(result.get("margin").floatValue()).isCloseTo(0.217656f, within(1e-5f));
    assertThat(result.get("decision").asText()).isEqualTo("routed");
    assertThat(result.get("reason_code").asText()).isEqualTo("nearest-centroid");
    assertThat(result.get("alternatives")).isEmpty();

    assertThat(header(response, "x-tributary-adapter")).isEqualTo("c1@1.3-0123456789abcdef");
    assertThat(header(response, "x-tributary-cluster")).isEqualTo("c1");
    assertThat(header(response, "x-tributary-epoch")).isEqualTo("1");
    assertThat(header(response, "x-tributary-version")).isEqualTo("3");
    assertThat(header(response, "x-tributary-score")).isEqualTo(result.get("score").asText());
    assertThat(header(response, "x-tributary-margin")).isEqualTo(result.get("margin").asText());
    assertThat(header(response, "x-tributary-decision")).isEqualTo("routed");
    assertThat(header(response, "x-tributary-reason")).isEqualTo("nearest-centroid");
    assertThat(header(response, "x-tributary-state-age-ms")).isEqualTo("0");
  }

  @Test
  void answersABatchInOrderWithSharedHeadersOnly() {
    HttpResponse<String> response =
        ROUTER.post(
            "/v1/route",
            "{\"inputs\":[{\"text\":\"0.6 -0.3\"},{\"embedding\":[-1,-1]},{\"text\":\"0 1\"}]}");
    assertThat(json(response).findValuesAsText("cluster")).containsExactly("c0", "c2", "c1");
    assertThat(header(response, "x-tributary-epoch")).isEqualTo("1");
    assertThat(header(response, "x-tributary-adapter")).isEqualTo("absent");
  }

  @Test
  void embedsAllTextsOfARequestAtOnce() {
    ROUTER.inference.embedded.clear();
    ROUTER.post(
        "/v1/route", "{\"inputs\":[{\"text\":\"1 0\"},{\"embedding\":[1,0]},{\"text\":\"0 1\"}]}");
    assertThat(ROUTER.inference.embedded).containsExactly(List.of("1 0", "0 1"));
  }

  @Test
  void namesAsManyClustersAsAsked() {
    String body = "{\"top_k\":%d,\"inputs\":[{\"text\":\"0.6 -0.3\"}]}";
    JsonNode two = json(ROUTER.post("/v1/route", body.formatted(2))).at("/results/0/alternatives");
    assertThat(two.findValuesAsText("cluster")).containsExactly("c1");
    assertThat(two.at("/0/distance").floatValue()).isCloseTo(1.457738f, within(1e-5f));
    JsonNode many =
        json(ROUTER.post("/v1/route", body.formatted(1000))).at("/results/0/alternatives");
    assertThat(many.findValuesAsText("cluster")).containsExactly("c1", "c2");
  }

  @Test
  void routesLocallyAndFallsBackForAStranger() {
    String body =
        "{\"mode\":\"local\",\"inputs\":[{\"text\":\"0.5 0.6\",\"client\":\"c2\"},"
            + "{\"text\":\"0.5 0.6\",\"client\":\"stranger\"}]}";
    JsonNode results = json(ROUTER.post("/v1/route", body)).get("results");
    assertThat(results.findValuesAsText("cluster")).containsExactly("c0", "c1");
    assertThat(results.findValuesAsText("decision")).containsExactly("routed", "fallback");
    assertThat(results.findValuesAsText("reason_code"))
        .containsExactly("nearest-own-centroid", "client-without-cluster");
  }

  @Test
  void scalesAnEmbeddingToUnitLength() {
    JsonNode scaled =
        json(ROUTER.post("/v1/route", "{\"inputs\":[{\"embedding\":[0,40]}],\"top_k\":2}"));
    JsonNode unit =
        json(ROUTER.post("/v1/route", "{\"inputs\":[{\"embedding\":[0,1]}],\"top_k\":2}"));
    assertThat(scaled).isEqualTo(unit);
  }

  @Test
  void acceptsAnEpochThatIsReached() {
    String body = "{\"min_epoch\":1,\"inputs\":[{\"text\":\"1 0\"}]}";
    assertThat(ROUTER.post("/v1/route", body).statusCode()).isEqualTo(200);
  }

  @Test
  void acceptsACharacterSetInTheContentType() {
    assertThat(
            ROUTER
                .post(
                    "/v1/route",
                    "Application/JSON; charset=utf-8",
                    "{\"inputs\":[{\"text\":\"1 0\"}]}")
                .statusCode())
        .isEqualTo(200);
  }
}
