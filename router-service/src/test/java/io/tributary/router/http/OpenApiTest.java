package io.tributary.router.http;

import static io.tributary.router.http.RunningRouter.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What the router says of its bounds is what it does: every bound in the description is asked at
 * its value, which must not be out of range, and beyond, which must be.
 */
class OpenApiTest {
  private static final RequestLimits LIMITS = new RequestLimits(4 << 20, 3, 50, 4, 12);
  private static final RunningRouter ROUTER = new RunningRouter(0, LIMITS).withClusters();
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNode SCHEMAS =
      json(ROUTER.get("/openapi.json")).at("/components/schemas");

  private int bounds;

  @AfterAll
  static void close() {
    ROUTER.close();
  }

  @Test
  void everyBoundOfRouteIsTheRoutersOwn() {
    checkObject("/v1/route", "RouteRequest", "");
    checkObject("/v1/route", "RouteInput", "/inputs/0");
    assertThat(bounds).isEqualTo(14);
  }

  @Test
  void everyBoundOfPredictIsTheRoutersOwn() {
    checkObject("/v1/predict", "PredictRequest", "");
    checkObject("/v1/predict", "PredictInput", "/inputs/0");
    checkValue(
        "/v1/predict",
        SCHEMAS.at("/PredictInput/properties/options/items"),
        "/inputs/0/options",
        "0");
    assertThat(bounds).isEqualTo(18);
  }

  @Test
  void everyFieldAndNoOtherIsDescribed() {
    assertThat(names("RouteRequest")).isEqualTo(RouteRequest.FIELDS);
    assertThat(names("RouteInput")).isEqualTo(RouteRequest.INPUT_FIELDS);
    assertThat(names("PredictRequest")).isEqualTo(PredictRequest.FIELDS);
    assertThat(names("PredictInput")).isEqualTo(PredictRequest.INPUT_FIELDS);
  }

  /** A character outside the first 65,536 is one character, as JSON Schema counts. */
  @Test
  void lengthsAreCountedInCharacters() {
    ObjectNode document = valid("/v1/predict");
    ObjectNode input = (ObjectNode) document.at("/inputs/0");
    input.put("text", "\ud83d\ude00".repeat(LIMITS.textCharacters()));
    assertThat(ask("/v1/predict", document)).isEqualTo("accepted");
    input.put("text", "\ud83d\ude00".repeat(LIMITS.textCharacters() + 1));
    assertThat(ask("/v1/predict", document)).isEqualTo("out-of-range");
  }

  @Test
  void theDefaultLimitsAreInTheDescriptionThatIsShipped() throws Exception {
    JsonNode shipped = MAPPER.readTree(OpenApi.class.getResourceAsStream("openapi.json"));
    JsonNode served = MAPPER.readTree(OpenApi.of(RequestLimits.DEFAULT));
    assertThat(served.at("/components/schemas/PredictInput"))
        .isEqualTo(shipped.at("/components/schemas/PredictInput"));
    assertThat(served.at("/components/schemas/RouteRequest"))
        .isEqualTo(shipped.at("/components/schemas/RouteRequest"));
    assertThat(served.at("/paths/~1v1~1route/post/requestBody/description").asText())
        .contains(Integer.toString(RequestLimits.DEFAULT.bodyBytes()));
  }

  private void checkObject(String path, String schema, String at) {
    for (Map.Entry<String, JsonNode> property :
        SCHEMAS.get(schema).get("properties").properties()) {
      checkValue(path, property.getValue(), at, property.getKey());
    }
  }

  private void checkValue(String path, JsonNode schema, String at, String field) {
    check(path, schema, "minLength", -1, at, field);
    check(path, schema, "maxLength", 1, at, field);
    check(path, schema, "minItems", -1, at, field);
    check(path, schema, "maxItems", 1, at, field);
    check(path, schema, "minimum", -1, at, field);
    check(path, schema, "maximum", 1, at, field);
  }

  private void check(
      String path, JsonNode schema, String keyword, int beyond, String at, String field) {
    if (!schema.has(keyword)) {
      return;
    }
    bounds++;
    long bound = schema.get(keyword).asLong();
    assertThat(ask(path, with(path, at, field, value(schema, field, bound))))
        .as(at + "/" + field + " " + keyword + " " + bound)
        .isIn("accepted", "wrong-dimension", "unknown-adapter", "epoch-not-reached");
    assertThat(ask(path, with(path, at, field, value(schema, field, bound + beyond))))
        .as(at + "/" + field + " beyond " + keyword + " " + bound)
        .isEqualTo("out-of-range");
  }

  private static JsonNode value(JsonNode schema, String field, long size) {
    return switch (schema.get("type").asText()) {
      case "string" -> MAPPER.getNodeFactory().textNode(text(field, (int) size));
      case "integer" -> MAPPER.getNodeFactory().numberNode(size);
      case "array" -> array(field, (int) size);
      default -> throw new IllegalStateException("no such type here: " + schema);
    };
  }

  /** The fake model reads two numbers. */
  private static String text(String field, int length) {
    return length > 3 && (field.equals("text") || field.equals("input"))
        ? "0".repeat(length - 2) + " 1"
        : "1".repeat(length);
  }

  private static ArrayNode array(String field, int size) {
    ArrayNode array = MAPPER.createArrayNode();
    for (int i = 0; i < size; i++) {
      switch (field) {
        case "inputs" -> array.add(input());
        case "options" -> array.add("option " + i);
        default -> array.add(1);
      }
    }
    return array;
  }

  private static ObjectNode input() {
    return MAPPER.createObjectNode().put("text", "0 1");
  }

  private static ObjectNode valid(String path) {
    ObjectNode document = MAPPER.createObjectNode();
    ObjectNode input = document.putArray("inputs").addObject();
    if (path.equals("/v1/predict")) {
      input.put("text", "0 1").put("adapter", "base").putArray("options").add("a");
    } else {
      input.put("text", "0 1");
    }
    return document;
  }

  private static ObjectNode with(String path, String at, String field, JsonNode value) {
    ObjectNode document = valid(path);
    if (field.equals("inputs") && path.equals("/v1/predict")) {
      value.forEach(input -> ((ObjectNode) input).putArray("options").add("a"));
    }
    JsonNode parent = at.isEmpty() ? document : document.at(at);
    if (parent instanceof ArrayNode options) {
      options.set(0, value);
      return document;
    }
    var object = (ObjectNode) parent;
    if (Set.of("embedding", "input", "instruction").contains(field)) {
      object.remove("text");
    }
    if (field.equals("instruction")) {
      object.put("input", "0 1");
    }
    object.set(field, value);
    return document;
  }

  private static String ask(String path, JsonNode document) {
    HttpResponse<String> response = ROUTER.post(path, document.toString());
    return response.statusCode() == 200 ? "accepted" : json(response).get("error_code").asText();
  }

  private static Set<String> names(String schema) {
    var names = new HashSet<String>();
    SCHEMAS.get(schema).get("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
