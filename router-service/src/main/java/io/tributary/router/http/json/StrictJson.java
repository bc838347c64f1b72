package io.tributary.router.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.HttpProblem;
import java.io.IOException;
import java.util.Map;

/** Reads JSON documents strictly: no duplicate fields, nothing after the document. */
public final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Returns an object of whole numbers. */
  public static ObjectNode counts(Map<String, Long> counts) {
    ObjectNode object = object();
    counts.forEach(object::put);
    return object;
  }

  /** Parses a document; throws a {@link HttpProblem} with status 400 if the bytes are not JSON. */
  public static JsonNode parse(byte[] body) {
    JsonNode document;
    try {
      document = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      String at =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw malformed(e.getOriginalMessage() + at);
    } catch (IOException e) {
      throw malformed("the bytes are not UTF-8: " + e.getMessage());
    }
    if (document == null || document.isMissingNode()) {
      throw malformed("the body is empty");
    }
    return document;
  }

  private static HttpProblem malformed(String what) {
    return HttpProblem.of(
        400,
        "malformed-json",
        "request body must be one JSON document: " + what,
        "Send a JSON document such as {\"inputs\":[{\"id\":\"1\",\"text\":\"hello\"}]}.");
  }
}
