package io.tributary.http;

import java.util.Optional;

/**
 * One operation of a port.
 *
 * @param method GET (no body is read; answers HEAD, too), POST or PUT (the body must be JSON)
 * @param path exact path, or the path above the names that it answers
 * @param named whether it answers {@code path/NAME}, of one thing each
 * @param operation what it does
 */
public record Endpoint(Method method, String path, boolean named, NamedOperation operation) {
  /** The methods in use. */
  public enum Method {
    GET,
    POST,
    PUT;

    boolean takesBody() {
      return this != GET;
    }
  }

  /** Computes an answer from a request's whole body; throws {@link HttpProblem}. */
  @FunctionalInterface
  public interface Operation {
    HttpReply answer(byte[] body);
  }

  /**
   * Computes an answer from a request's whole body and the name in the last part of its path, empty
   * where there is none; throws {@link HttpProblem}.
   */
  @FunctionalInterface
  public interface NamedOperation {
    HttpReply answer(String name, byte[] body);
  }

  /** An operation without a body. */
  public static Endpoint get(String path, Operation operation) {
    return new Endpoint(Method.GET, path, false, (name, body) -> operation.answer(body));
  }

  /** Returns an endpoint for an operation on a JSON body. */
  public static Endpoint post(String path, Operation operation) {
    return new Endpoint(Method.POST, path, false, (name, body) -> operation.answer(body));
  }

  /** An operation on a JSON body that is about {@code path/NAME}. */
  public static Endpoint put(String path, NamedOperation operation) {
    return new Endpoint(Method.PUT, path, true, operation);
  }

  /** Returns what a request's path names; empty if the endpoint does not answer that path. */
  Optional<String> nameIn(String asked) {
    if (!named) {
      return asked.equals(path) ? Optional.of("") : Optional.empty();
    }
    String above = path + "/";
    return Optional.of(asked)
        .filter(whole -> whole.startsWith(above))
        .map(whole -> whole.substring(above.length()))
        .filter(name -> !name.isEmpty() && name.indexOf('/') < 0);
  }

  /** The path as people read it. */
  String shown() {
    return named ? path + "/{name}" : path;
  }
}
