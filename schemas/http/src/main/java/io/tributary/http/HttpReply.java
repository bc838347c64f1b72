package io.tributary.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The complete answer to one HTTP request.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param headers besides the content type
 * @param body the whole body
 */
public record HttpReply(int status, String contentType, Map<String, String> headers, byte[] body) {
  private static final JsonMapper MAPPER = new JsonMapper();

  public HttpReply {
    headers = Map.copyOf(headers);
  }

  /**
   * Creates an answer whose body is a JSON document.
   *
   * @param document a tree of Jackson's, or a map of texts, numbers and truth values
   */
  public static HttpReply json(int status, Object document, Map<String, String> headers) {
    return new HttpReply(status, "application/json", headers, bytes(document));
  }

  /** Returns an answer with status 200 and a text. */
  public static HttpReply text(String contentType, String text) {
    return new HttpReply(200, contentType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(Object document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a JSON document must be writable", e);
    }
  }
}
