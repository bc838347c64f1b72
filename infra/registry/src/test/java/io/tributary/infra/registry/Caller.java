package io.tributary.infra.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.infra.registry.RegistryApi.Answer;
import io.tributary.infra.registry.RegistryApi.Question;
import io.tributary.infra.registry.store.Registry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls the API as HTTP does, without HTTP. */
public final class Caller {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final RegistryApi api;

  public Caller(Registry registry) {
    api = new RegistryApi(registry);
  }

  /** The answer to {@code METHOD PATH?QUERY}. */
  public Answer ask(String request, String body) {
    String[] words = request.split(" ", 2);
    String[] target = words[1].split("\\?", 2);
    return api.answer(
        new Question(
            words[0],
            target[0],
            target.length == 2 ? target[1] : null,
            "application/vnd.schemaregistry.v1+json",
            body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The body of a good answer, as JSON. */
  public String ok(String request, String body) {
    Answer answer = ask(request, body);
    assertThat(answer.status()).as(answer.json()).isEqualTo(200);
    return answer.json();
  }

  public String ok(String request) {
    return ok(request, "");
  }

  /** Status and error code of a refusal, as {@code 404/40401}. */
  public String refusal(String request, String body) {
    Answer answer = ask(request, body);
    JsonNode error = tree(answer.json());
    assertThat(error.path("message").asText()).isNotBlank();
    return answer.status() + "/" + error.path("error_code").asInt();
  }

  public String refusal(String request) {
    return refusal(request, "");
  }

  public int register(String subject, String schema) {
    return tree(ok("POST /subjects/" + subject + "/versions", body(schema))).path("id").asInt();
  }

  public static String body(String schema) {
    return json(Map.of("schema", schema));
  }

  public static String json(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
