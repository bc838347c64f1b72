package io.tributary.infra.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The one JSON object that a verb writes: {@code data} when it went well, {@code error_code},
 * {@code message} and {@code hint} when it did not.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Envelope(
    int schemaVersion, String status, Object data, String errorCode, String message, String hint) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Envelope ok(Object data) {
    return new Envelope(VERSION, "ok", data, null, null, null);
  }

  static Envelope error(Problem problem) {
    return new Envelope(VERSION, "error", null, problem.code(), problem.message(), problem.hint());
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer has no JSON form: " + e.getMessage(), e);
    }
  }
}
