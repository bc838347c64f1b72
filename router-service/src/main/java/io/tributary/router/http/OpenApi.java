package io.tributary.router.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Describes the data port in OpenAPI, with the bounds that this router applies. */
final class OpenApi {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> TEXTS =
      List.of(
          "RouteInput/properties/text",
          "PredictInput/properties/text",
          "PredictInput/properties/instruction",
          "PredictInput/properties/input",
          "PredictInput/properties/options/items");

  private OpenApi() {}

  /** Returns the OpenAPI 3.1 document as JSON. */
  static byte[] of(RequestLimits limits) {
    ObjectNode document = template();
    for (String text : TEXTS) {
      schema(document, text).put("maxLength", limits.textCharacters());
    }
    schema(document, "PredictInput/properties/options").put("maxItems", limits.options());
    schema(document, "RouteRequest/properties/inputs").put("maxItems", limits.inputs());
    schema(document, "PredictRequest/properties/inputs")
        .put("maxItems", limits.inputs())
        .put("description", "at most " + limits.distinctOptions() + " distinct options together");
    for (String path : List.of("/v1/route", "/v1/predict")) {
      ((ObjectNode) document.get("paths").get(path).at("/post/requestBody"))
          .put("description", "at most " + limits.bodyBytes() + " bytes, uncompressed");
    }
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException("a JSON tree must be writable", e);
    }
  }

  private static ObjectNode schema(ObjectNode document, String name) {
    return (ObjectNode) document.at("/components/schemas/" + name);
  }

  private static ObjectNode template() {
    try (InputStream stream = OpenApi.class.getResourceAsStream("openapi.json")) {
      if (stream == null) {
        throw new IllegalStateException("openapi.json must be in the router's archive, is not");
      }
      return (ObjectNode) MAPPER.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json cannot be read", e);
    }
  }
}
