package io.tributary.router.http;

import io.tributary.http.HttpProblem;
import io.tributary.router.http.json.JsonFields;
import io.tributary.router.route.RoutingMode;
import io.tributary.schemas.id.ClientId;
import java.util.Arrays;
import java.util.Optional;

/** Reads the fields that requests of both operations have. */
final class RequestFields {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_NAME = 100;

  private RequestFields() {}

  /** Returns the caller's name for an input, which is returned with its answer. */
  static Optional<String> id(JsonFields input) {
    return input.text("id", LONGEST_ID);
  }

  /** Returns the routing mode; global if the document does not name one. */
  static RoutingMode mode(JsonFields document) {
    Optional<String> name = document.text("mode", LONGEST_NAME);
    if (name.isEmpty()) {
      return RoutingMode.GLOBAL;
    }
    return RoutingMode.named(name.get())
        .orElseThrow(
            () ->
                HttpProblem.at(
                    document.at("mode"),
                    "unknown-mode",
                    document.at("mode") + " must be among " + modes() + ", was " + name.get(),
                    "Choose one of them, or leave the field out for global."));
  }

  /** Returns the client that asks; local mode requires it. */
  static Optional<ClientId> client(JsonFields input, RoutingMode mode) {
    Optional<String> name = input.text("client", LONGEST_NAME);
    if (name.isEmpty() && mode == RoutingMode.LOCAL) {
      throw HttpProblem.at(
          input.at("client"),
          "missing-field",
          input.at("client") + " must be there in mode local, was absent",
          "Name the client, or use mode global.");
    }
    try {
      return name.map(ClientId::new);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.at(
          input.at("client"),
          "malformed-client",
          input.at("client") + ": " + e.getMessage(),
          "Send the id under which the client's worker runs.");
    }
  }

  private static String modes() {
    return Arrays.stream(RoutingMode.values()).map(RoutingMode::wireName).toList().toString();
  }
}
