package io.tributary.router.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param headers besides the content type
 * @param body all of it
 */
record Reply(int status, String contentType, Map<String, String> headers, byte[] body) {
  Reply {
    headers = Map.copyOf(headers);
  }

  /** 200 with a JSON document. */
  static Reply json(JsonNode document, Map<String, String> headers) {
    return json(200, document, headers);
  }

  /** A JSON document. */
  static Reply json(int status, JsonNode document, Map<String, String> headers) {
    return new Reply(status, "application/json", headers, Json.bytes(document));
  }

  /** 200 with a text. */
  static Reply text(String contentType, String text) {
    return new Reply(200, contentType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }
}
