package io.tributary.infra.evaluate.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks the router's {@code POST /v1/predict}, in batches that stay below its bounds for one
 * request, whatever the questions are.
 */
public final class RouterClient implements Predictor {
  private static final int BATCH = 64;

  /**
   * The largest number of options in a batch, which stays below a router's 1,024 distinct options
   * and 4 MiB, with room for JSON's own characters.
   */
  private static final int BATCH_OPTIONS = 1_000;

  private static final int BATCH_CHARACTERS = 600_000;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI predict;

  /**
   * Creates a client of one router.
   *
   * @param url of its data port
   */
  public RouterClient(URI url) {
    this.predict = url.resolve("/v1/predict");
  }

  @Override
  public List<RouterPrediction> predict(List<LabelledQuestion> questions, AllowedAdapters route) {
    List<RouterPrediction> predictions = new ArrayList<>();
    for (List<LabelledQuestion> batch : batches(questions)) {
      predictions.addAll(read(post(document(batch, route))));
    }
    return predictions;
  }

  /** Splits questions into batches in their order, each of at least one question. */
  static List<List<LabelledQuestion>> batches(List<LabelledQuestion> questions) {
    List<List<LabelledQuestion>> batches = new ArrayList<>();
    Set<String> options = new HashSet<>();
    int characters = 0;
    for (LabelledQuestion question : questions) {
      List<LabelledQuestion> last = batches.isEmpty() ? List.of() : batches.get(batches.size() - 1);
      options.addAll(question.options());
      characters += characters(question);
      if (last.isEmpty()
          || last.size() == BATCH
          || options.size() > BATCH_OPTIONS
          || characters > BATCH_CHARACTERS) {
        batches.add(new ArrayList<>(List.of(question)));
        options = new HashSet<>(question.options());
        characters = characters(question);
      } else {
        last.add(question);
      }
    }
    return batches;
  }

  private static int characters(LabelledQuestion question) {
    return question.text().length() + question.options().stream().mapToInt(String::length).sum();
  }

  private static ObjectNode document(List<LabelledQuestion> questions, AllowedAdapters route) {
    ObjectNode document = JSON.createObjectNode();
    document.put("mode", route.mode());
    ArrayNode inputs = document.putArray("inputs");
    for (LabelledQuestion question : questions) {
      ObjectNode input = inputs.addObject().put("id", question.id()).put("text", question.text());
      question.options().forEach(input.putArray("options")::add);
      route.asker().ifPresent(client -> input.put("client", client.value()));
      route.pinned().ifPresent(adapter -> input.put("adapter", adapter));
    }
    return document;
  }

  private static List<RouterPrediction> read(JsonNode answer) {
    List<RouterPrediction> predictions = new ArrayList<>();
    for (JsonNode result : answer.path("results")) {
      int cluster =
          result.has("cluster")
              ? ClusterId.parse(result.get("cluster").asText()).value()
              : RouterPrediction.NO_CLUSTER;
      predictions.add(
          new RouterPrediction(
              result.path("id").asText(),
              result.path("option").asText(),
              result.path("adapter").asText(),
              cluster));
    }
    return predictions;
  }

  /**
   * Sends a document, and again after the time that a busy router, or one without a snapshot, asks
   * for.
   */
  private JsonNode post(ObjectNode document) {
    try {
      for (int attempt = 1; ; attempt++) {
        HttpResponse<byte[]> response = http.send(request(document), bytes());
        if (response.statusCode() == OK) {
          return JSON.readTree(response.body());
        }
        if (response.statusCode() != UNAVAILABLE || attempt == ATTEMPTS) {
          throw refused(response);
        }
        Thread.sleep(1000L * response.headers().firstValueAsLong("Retry-After").orElse(1));
      }
    } catch (IOException e) {
      throw unreachable(predict, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          Failure.Kind.DOMAIN,
          "INTERRUPTED",
          "interrupted while asking the router",
          "Ask again.",
          e);
    }
  }

  static Failure unreachable(URI address, IOException cause) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "ROUTER_UNREACHABLE",
        "the router at " + address + " does not answer: " + cause,
        "See the router's log in the state directory, then repeat the command.",
        cause);
  }

  private HttpRequest request(ObjectNode document) throws IOException {
    return HttpRequest.newBuilder(predict)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(document)))
        .build();
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private Failure refused(HttpResponse<byte[]> response) throws IOException {
    JsonNode problem = JSON.readTree(response.body());
    return new Failure(
        Failure.Kind.DOMAIN,
        "ROUTER_REFUSED",
        "the router at %s answered %d: %s"
            .formatted(predict, response.statusCode(), problem.path("detail").asText()),
        problem.path("hint").asText());
  }
}
