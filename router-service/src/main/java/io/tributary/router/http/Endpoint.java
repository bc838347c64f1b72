package io.tributary.router.http;

/**
 * One operation of a port.
 *
 * @param method GET (no body is read) or POST (the body must be JSON)
 * @param path exact path
 * @param operation what it does
 */
record Endpoint(Method method, String path, Operation operation) {
  /** The methods in use. */
  enum Method {
    GET,
    POST
  }

  /** From a request's body to an answer; throws {@link Problem}. */
  @FunctionalInterface
  interface Operation {
    Reply answer(byte[] body);
  }

  static Endpoint get(String path, Operation operation) {
    return new Endpoint(Method.GET, path, operation);
  }

  static Endpoint post(String path, Operation operation) {
    return new Endpoint(Method.POST, path, operation);
  }
}
