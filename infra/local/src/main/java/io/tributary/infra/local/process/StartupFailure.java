package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A failure that a child reported.
 *
 * @param code of the failure, as in infra/ERRORS.md
 * @param message thing, bound and value
 * @param hint the fix; may be empty where the message contains it
 */
record StartupFailure(String code, String message, String hint) {
  /** The code of a child that reports none. */
  static final String ANY = "CHILD_FAILED";

  /** Parses a failure from the line {@code {"ready":false,...}}. */
  static StartupFailure of(JsonNode line) {
    return new StartupFailure(
        line.path("error_code").asText(ANY),
        line.path("message").asText("refused to start"),
        line.path("hint").asText(""));
  }
}
