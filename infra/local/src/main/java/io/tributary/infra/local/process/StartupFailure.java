package io.tributary.infra.local.process;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a child says of its own end.
 *
 * @param code of the failure, as in infra/ERRORS.md
 * @param message thing, bound and value
 * @param hint the fix; may be empty where the message holds it
 */
record StartupFailure(String code, String message, String hint) {
  /** A child that does not say which failure it is. */
  static final String ANY = "CHILD_FAILED";

  /** Reads a failure from the line {@code {"ready":false,...}}. */
  static StartupFailure of(JsonNode line) {
    return new StartupFailure(
        line.path("error_code").asText(ANY),
        line.path("message").asText("refused to start"),
        line.path("hint").asText(""));
  }
}
