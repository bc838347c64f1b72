package io.tributary.router.http;

import static io.tributary.router.http.RunningRouter.header;
import static io.tributary.router.http.RunningRouter.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not answered, and how the caller learns why. */
class RefusalTest {
  private static final RunningRouter ROUTER = new RunningRouter().withClusters();

  @AfterAll
  static void close() {
    ROUTER.close();
  }

  @AfterEach
  void mend() {
    ROUTER.inference.failure = Optional.empty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/route | {} | missing-field | #/inputs",
        "/v1/route | [] | wrong-type | #",
        "/v1/route | {\"inputs\":{}} | wrong-type | #/inputs",
        "/v1/route | {\"inputs\":[]} | out-of-range | #/inputs",
        "/v1/route | {\"inputs\":[1]} | wrong-type | #/inputs/0",
        "/v1/route | {\"inputs\":[{\"text\":\"0 1\"},{\"text\":\"0 1\"},{\"text\":\"0"
            + " 1\"},{\"text\":\"0 1\"}]} | out-of-range | #/inputs",
        "/v1/route | {\"inputs\":[{\"id\":\"a\"}]} | text-or-embedding | #/inputs/0",
        "/v1/route | {\"inputs\":[{\"text\":\"0 1\",\"embedding\":[1,0]}]} | text-or-embedding |"
            + " #/inputs/0",
        "/v1/route | {\"inputs\":[{\"text\":5}]} | wrong-type | #/inputs/0/text",
        "/v1/route | {\"inputs\":[{\"text\":\"  \"}]} | out-of-range | #/inputs/0/text",
        "/v1/route |"
            + " {\"inputs\":[{\"text\":\"012345678901234567890123456789012345678901234567890\"}]} |"
            + " out-of-range | #/inputs/0/text",
        "/v1/route | {\"inputs\":[{\"text\":\"\\ud800\"}]} | malformed-text | #/inputs/0/text",
        "/v1/route | {\"inputs\":[{\"embedding\":[1]}]} | wrong-dimension | #/inputs/0/embedding",
        "/v1/route | {\"inputs\":[{\"embedding\":[0,0]}]} | zero-embedding | #/inputs/0/embedding",
        "/v1/route | {\"inputs\":[{\"embedding\":[0,1e99]}]} | out-of-range |"
            + " #/inputs/0/embedding/1",
        "/v1/route | {\"inputs\":[{\"embedding\":[0,\"1\"]}]} | wrong-type |"
            + " #/inputs/0/embedding/1",
        "/v1/route | {\"inputs\":[{\"text\":\"0 1\",\"client\":\"a b\"}]} | malformed-client |"
            + " #/inputs/0/client",
        "/v1/route | {\"mode\":\"local\",\"inputs\":[{\"text\":\"0 1\"}]} | missing-field |"
            + " #/inputs/0/client",
        "/v1/route | {\"mode\":\"nearest\",\"inputs\":[{\"text\":\"0 1\"}]} | unknown-mode |"
            + " #/mode",
        "/v1/route | {\"top_k\":0,\"inputs\":[{\"text\":\"0 1\"}]} | out-of-range | #/top_k",
        "/v1/route | {\"top_k\":1.5,\"inputs\":[{\"text\":\"0 1\"}]} | out-of-range | #/top_k",
        "/v1/route | {\"min_epoch\":-1,\"inputs\":[{\"text\":\"0 1\"}]} | out-of-range |"
            + " #/min_epoch",
        "/v1/predict | {\"inputs\":[{\"text\":\"0 1\"}]} | missing-field | #/inputs/0/options",
        "/v1/predict | {\"inputs\":[{\"text\":\"0 1\",\"options\":[]}]} | out-of-range |"
            + " #/inputs/0/options",
        "/v1/predict | {\"inputs\":[{\"text\":\"0 1\",\"options\":[\"a\",\"a\"]}]} |"
            + " duplicate-option | #/inputs/0/options/1",
        "/v1/predict | {\"inputs\":[{\"text\":\"0 1\",\"options\":[\"a\",7]}]} | wrong-type |"
            + " #/inputs/0/options/1",
        "/v1/predict | {\"inputs\":[{\"options\":[\"a\"]}]} | text-or-input | #/inputs/0",
        "/v1/predict | {\"inputs\":[{\"text\":\"0 1\",\"input\":\"0 1\",\"options\":[\"a\"]}]} |"
            + " text-or-input | #/inputs/0",
        "/v1/predict | {\"inputs\":[{\"text\":\"0 1\",\"instruction\":\"0\",\"options\":[\"a\"]}]}"
            + " | text-or-input | #/inputs/0",
        "/v1/predict | {\"inputs\":[{\"text\":\"0"
            + " 1\",\"options\":[\"a\",\"b\",\"c\",\"d\"]},{\"text\":\"0"
            + " 1\",\"options\":[\"e\",\"f\",\"g\"]}]} | out-of-range | #/inputs",
        "/v1/predict | {\"top_k\":1,\"inputs\":[{\"text\":\"0 1\",\"options\":[\"a\"]}]} |"
            + " unknown-field | #/top_k",
      })
  void refusesDocumentsAtTheirFault(String path, String body, String code, String pointer) {
    HttpResponse<String> response = ROUTER.post(path, body);
    assertProblem(response, 422, code);
    assertThat(json(response).get("pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void namesTheNearestKnownFieldForAnUnknownOne() {
    HttpResponse<String> response =
        ROUTER.post("/v1/route", "{\"inputs\":[{\"txt\":\"0 1\"}],\"mode\":\"global\"}");
    assertProblem(response, 422, "unknown-field");
    assertThat(json(response).get("pointer").asText()).isEqualTo("#/inputs/0/txt");
    assertThat(json(response).get("detail").asText())
        .isEqualTo("/inputs/0 must have fields among [client, embedding, id, text], had 'txt'");
    assertThat(json(response).get("hint").asText()).isEqualTo("Did you mean 'text'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"inputs\":",
        "{\"inputs\":[]} x",
        "{\"mode\":\"local\",\"mode\":\"global\"}",
        "``"
      })
  void refusesWhatIsNotJson(String body) {
    assertProblem(ROUTER.post("/v1/route", body), 400, "malformed-json");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] body = "{\"inputs\":[{\"text\":\"\u00e9\"}]}".getBytes(StandardCharsets.ISO_8859_1);
    HttpResponse<String> response =
        ROUTER.send(
            HttpRequest.newBuilder(URI.create(ROUTER.url() + "/v1/route"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    assertProblem(response, 400, "malformed-json");
  }

  @Test
  void refusesABodyThatIsTooLargeWithAndWithoutItsLength() {
    String body = " ".repeat(2_001);
    assertProblem(ROUTER.post("/v1/route", body), 413, "content-too-large");
    HttpResponse<String> chunked =
        ROUTER.send(
            HttpRequest.newBuilder(URI.create(ROUTER.url() + "/v1/route"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body))));
    assertProblem(chunked, 413, "content-too-large");
  }

  @Test
  void refusesOtherMediaTypes() {
    assertProblem(ROUTER.post("/v1/route", "text/plain", "{}"), 415, "unsupported-media-type");
    assertProblem(
        ROUTER.send(
            HttpRequest.newBuilder(URI.create(ROUTER.url() + "/v1/route"))
                .POST(BodyPublishers.ofString("{}"))),
        415,
        "unsupported-media-type");
  }

  @Test
  void refusesUnknownPathsAndMethods() {
    assertProblem(ROUTER.get("/v1/nothing"), 404, "unknown-path");
    assertProblem(ROUTER.get("/"), 404, "unknown-path");
    assertProblem(ROUTER.getManagement("/v1/state"), 404, "unknown-path");
    assertProblem(ROUTER.get("/v1/route"), 405, "method-not-allowed");
    assertProblem(ROUTER.post("/v1/state", "{}"), 405, "method-not-allowed");
  }

  @Test
  void asksToComeAgainWhenInferenceIsBusy() {
    ROUTER.inference.busy();
    HttpResponse<String> response = ROUTER.post("/v1/route", "{\"inputs\":[{\"text\":\"0 1\"}]}");
    assertProblem(response, 503, "busy");
    assertThat(header(response, "retry-after")).isEqualTo("1");
  }

  @Test
  void asksToComeAgainForAnEpochThatIsNotReached() {
    HttpResponse<String> response =
        ROUTER.post("/v1/route", "{\"min_epoch\":2,\"inputs\":[{\"text\":\"0 1\"}]}");
    assertProblem(response, 503, "epoch-not-reached");
    assertThat(header(response, "retry-after")).isEqualTo("2");
  }

  @Test
  void keepsItsOwnFailuresToItself() {
    ROUTER.inference.failure = Optional.of(new IllegalStateException("secret"));
    HttpResponse<String> response = ROUTER.post("/v1/route", "{\"inputs\":[{\"text\":\"0 1\"}]}");
    assertProblem(response, 500, "internal-error");
    assertThat(response.body()).doesNotContain("secret");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    JsonNode problem = json(response);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(header(response, "content-type")).isEqualTo("application/problem+json");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("error_code").asText()).isEqualTo(code);
    assertThat(problem.get("type").asText()).isEqualTo("urn:tributary:problem:" + code);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
    assertThat(problem.get("hint").asText()).isNotBlank();
  }
}
