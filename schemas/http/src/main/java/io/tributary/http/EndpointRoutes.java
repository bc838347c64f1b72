package io.tributary.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the endpoint of a request, and checks that the request has what the endpoint needs. */
record EndpointRoutes(List<Endpoint> endpoints, int largestBodyBytes) {
  /** Returns the endpoint of a method and path; HEAD is answered like GET. */
  Optional<Endpoint> find(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return endpoints.stream()
        .filter(e -> e.nameIn(path).isPresent() && e.method().name().equals(asked))
        .findFirst();
  }

  /**
   * Returns the endpoint of a method and path; throws a {@link HttpProblem} with status 404 or 405
   * if there is none.
   */
  Endpoint required(String method, String path) {
    return find(method, path).orElseThrow(() -> unanswered(method, path));
  }

  private HttpProblem unanswered(String method, String path) {
    var allowed = new TreeSet<String>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.nameIn(path).isPresent()) {
        allowed.add(endpoint.method().name());
        if (endpoint.method() == Endpoint.Method.GET) {
          allowed.add("HEAD");
        }
      }
    }
    if (allowed.isEmpty()) {
      return HttpProblem.of(
          404,
          "unknown-path",
          "there is nothing at " + path,
          "Ask for one of " + endpoints.stream().map(Endpoint::shown).distinct().toList() + ".");
    }
    String methods = String.join(", ", allowed);
    return HttpProblem.of(
        405,
        "method-not-allowed",
        path + " must be asked by " + methods + ", was by " + method,
        "Use a method that is named in the header Allow.",
        Map.of("Allow", methods));
  }

  /**
   * Checks that a body is uncompressed JSON; throws a {@link HttpProblem} with status 415
   * otherwise.
   *
   * @param contentType null if the request has none
   * @param contentEncoding null if the request has none
   */
  static void requireJson(String contentType, String contentEncoding) {
    if (contentEncoding != null && !contentEncoding.strip().equalsIgnoreCase("identity")) {
      throw HttpProblem.of(
          415,
          "unsupported-content-encoding",
          "content encoding must be identity, was " + contentEncoding,
          "Send the body uncompressed, without the header Content-Encoding.",
          Map.of("Accept-Encoding", "identity"));
    }
    if (contentType == null || !mediaType(contentType).equals("application/json")) {
      throw HttpProblem.of(
          415,
          "unsupported-media-type",
          "content type must be application/json, was " + contentType,
          "Send the header Content-Type: application/json.");
    }
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the problem, status 413, of a request whose body is too large. */
  HttpProblem tooLarge() {
    return HttpProblem.of(
        413,
        "content-too-large",
        "request body must be at most " + largestBodyBytes + " bytes, was larger",
        "Split the request.");
  }
}
