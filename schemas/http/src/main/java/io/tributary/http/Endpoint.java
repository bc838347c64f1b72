package io.tributary.http;

/**
 * One operation of a port.
 *
 * @param method GET (no body is read; answers HEAD, too) or POST (the body must be JSON)
 * @param path exact path
 * @param operation what it does
 */
public record Endpoint(Method method, String path, Operation operation) {
  /** The methods in use. */
  public enum Method {
    GET,
    POST
  }

  /** From a request's whole body to an answer; throws {@link Problem}. */
  @FunctionalInterface
  public interface Operation {
    Reply answer(byte[] body);
  }

  /** An operation without a body. */
  public static Endpoint get(String path, Operation operation) {
    return new Endpoint(Method.GET, path, operation);
  }

  /** An operation on a JSON body. */
  public static Endpoint post(String path, Operation operation) {
    return new Endpoint(Method.POST, path, operation);
  }
}
