package io.tributary.router.http;

import static io.tributary.router.http.RunningRouter.header;
import static io.tributary.router.http.RunningRouter.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.router.infer.ChoiceQuestion;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictOperationTest {
  private static final RunningRouter ROUTER = new RunningRouter().withClusters();

  @AfterAll
  static void close() {
    ROUTER.close();
  }

  @BeforeEach
  void forget() {
    ROUTER.inference.embedded.clear();
    ROUTER.inference.asked.clear();
  }

  @Test
  void answersWithTheVersionThatServedIt() {
    HttpResponse<String> response =
        ROUTER.post(
            "/v1/predict",
            "{\"inputs\":[{\"id\":\"q\",\"text\":\"0 1\",\"options\":[\"yes\",\"no\"]}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode result = json(response).at("/results/0");
    assertThat(result.get("id").asText()).isEqualTo("q");
    assertThat(result.get("option").asText()).isEqualTo("yes");
    assertThat(result.at("/probabilities/yes").asDouble()).isEqualTo(1);
    assertThat(result.at("/probabilities/no").asDouble()).isZero();
    assertThat(result.get("adapter").asText()).isEqualTo(RunningRouter.TRAINED.name());
    assertThat(result.get("decision").asText()).isEqualTo("routed");
    assertThat(header(response, "x-tributary-adapter")).isEqualTo(RunningRouter.TRAINED.name());
    assertThat(ROUTER.inference.asked)
        .containsExactly(
            List.of(
                new ChoiceQuestion(
                    "0 1", List.of("yes", "no"), Optional.of(RunningRouter.ADAPTER))));
  }

  @Test
  void answersAMixedBatchInOneComputation() {
    String name = RunningRouter.TRAINED.name();
    HttpResponse<String> response =
        ROUTER.post(
            "/v1/predict",
            "{\"inputs\":[{\"text\":\"0 1\",\"options\":[\"a\"],\"adapter\":\"base\"},"
                + "{\"text\":\"1 0\",\"options\":[\"a\"],\"adapter\":\"auto\"},"
                + "{\"text\":\"1 0\",\"options\":[\"a\"],\"adapter\":\""
                + name
                + "\"}]}");

    JsonNode results = json(response).get("results");
    assertThat(results.findValuesAsText("adapter"))
        .containsExactly("base", "c0@0.0-00000000000000ff", name);
    assertThat(results.findValuesAsText("decision")).containsExactly("pinned", "routed", "pinned");
    assertThat(results.findValuesAsText("reason_code"))
        .containsExactly("base-pinned", "nearest-centroid", "adapter-pinned");
    assertThat(results.get(0).has("score")).isFalse();
    assertThat(ROUTER.inference.embedded).containsExactly(List.of("1 0"));
    assertThat(ROUTER.inference.asked).hasSize(1);
    assertThat(ROUTER.inference.asked.get(0))
        .extracting(ChoiceQuestion::adapter)
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(RunningRouter.ADAPTER));
  }

  @Test
  void readsInstructionAndInputAsTrainingDoes() {
    ROUTER.post(
        "/v1/predict",
        "{\"inputs\":[{\"instruction\":\"0\",\"input\":\"1\",\"options\":[\"a\"]},"
            + "{\"input\":\"1 0\",\"options\":[\"a\"]}]}");
    assertThat(ROUTER.inference.asked.get(0))
        .extracting(ChoiceQuestion::text)
        .containsExactly("0 1", "1 0");
  }

  @Test
  void aPinnedAdapterNeedsNoClientInLocalMode() {
    HttpResponse<String> response =
        ROUTER.post(
            "/v1/predict",
            "{\"mode\":\"local\",\"inputs\":[{\"text\":\"x\",\"options\":[\"a\"],\"adapter\":\"base\"}]}");
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void anAdapterThatIsNotKeptAnyMoreComesWithThoseThatAre() {
    HttpResponse<String> response =
        ROUTER.post(
            "/v1/predict",
            "{\"inputs\":[{\"text\":\"0"
                + " 1\",\"options\":[\"a\"],\"adapter\":\"c1@1.2-0123456789abcdef\"}]}");

    assertThat(response.statusCode()).isEqualTo(410);
    JsonNode problem = json(response);
    assertThat(problem.get("error_code").asText()).isEqualTo("adapter-not-kept");
    assertThat(problem.get("pointer").asText()).isEqualTo("#/inputs/0/adapter");
    assertThat(problem.get("detail").asText()).contains("of c1 from version 3 on, was c1@1.2-");
    assertThat(problem.get("hint").asText()).contains("--kept-versions", "--retained-versions");
    assertThat(problem.get("pinnable").toString())
        .isEqualTo("[\"c1@1.3-0123456789abcdef\",\"c1@0.0-00000000000000ff\"]");
    assertThat(ROUTER.inference.asked).isEmpty();
  }

  @Test
  void refusesAnAdapterThatIsNotThere() {
    for (String name : List.of("c1@1.4-0123456789abcdef", "c9@1.1-0123456789abcdef", "latest")) {
      HttpResponse<String> response =
          ROUTER.post(
              "/v1/predict",
              "{\"inputs\":[{\"text\":\"0 1\",\"options\":[\"a\"],\"adapter\":\"" + name + "\"}]}");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(json(response).get("error_code").asText()).isEqualTo("unknown-adapter");
      assertThat(json(response).get("pointer").asText()).isEqualTo("#/inputs/0/adapter");
    }
    assertThat(ROUTER.inference.asked).isEmpty();
  }
}
