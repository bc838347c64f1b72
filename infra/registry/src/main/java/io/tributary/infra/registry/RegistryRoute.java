package io.tributary.infra.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A method and a path that the registry answers.
 *
 * @param method of HTTP
 * @param parts of the path; one that begins with a colon matches any text and gives it that name
 * @param answer returns a tree of maps, lists, texts and numbers, or {@link Verbatim}
 */
record RegistryRoute(String method, List<String> parts, Function<RegistryRequest, Object> answer) {
  /** A JSON document as text. */
  record Verbatim(String json) {}

  RegistryRoute {
    parts = List.copyOf(parts);
  }

  /** Makes a route from a path like {@code /subjects/:subject/versions}. */
  static RegistryRoute of(String method, String path, Function<RegistryRequest, Object> answer) {
    return new RegistryRoute(method, path.equals("/") ? List.of() : split(path), answer);
  }

  private static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** Returns the named parts of a path, or empty if the path does not match. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != parts.size()) {
      return Optional.empty();
    }
    var named = new HashMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith(":")) {
        named.put(part.substring(1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(named);
  }
}
