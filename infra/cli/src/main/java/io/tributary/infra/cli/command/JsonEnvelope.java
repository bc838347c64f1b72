package io.tributary.infra.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.cli.view.SkippedRow;
import io.tributary.schemas.text.PrintableText;
import java.util.List;

/**
 * The one JSON object that a verb writes: {@code data} when it succeeded, {@code error_code},
 * {@code message} and {@code hint} when it failed, {@code skipped} if records were left out.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonEnvelope(
    int schemaVersion,
    String status,
    Object data,
    List<SkippedRow> skipped,
    String errorCode,
    String message,
    String hint) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonEnvelope ok(CommandResult answer) {
    List<SkippedRow> skipped = answer.skipped().isEmpty() ? null : answer.skipped();
    return new JsonEnvelope(VERSION, "ok", answer.data(), skipped, null, null, null);
  }

  public static JsonEnvelope error(CommandFailure problem) {
    return new JsonEnvelope(
        VERSION, "error", null, null, problem.code(), problem.message(), problem.hint());
  }

  /** Returns one line; control characters are escaped in strings, as JSON allows. */
  public String json() {
    try {
      return PrintableText.line(JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer has no JSON form: " + e.getMessage(), e);
    }
  }
}
