package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.util.Optional;

/** Calls the registry's client and turns its exceptions into failures that name the fix. */
final class RegistryCalls {
  /** One call of the client. */
  interface Call<R> {
    R run() throws IOException, RestClientException;
  }

  /**
   * The prefix of the error codes 40401 to 40403, by which registries answer that there is no such
   * subject, version or schema.
   */
  private static final int NOT_FOUND = 404;

  private final String address;

  RegistryCalls(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  /** Returns the answer of a call that must succeed. */
  <R> R call(String doing, Call<R> call) {
    try {
      return call.run();
    } catch (RestClientException e) {
      throw refused(doing, e);
    } catch (IOException e) {
      throw unreachable(doing, e);
    }
  }

  /**
   * Returns the answer, or empty if the registry reports that it has no such thing. A 404 of
   * another server is a failure: a wrong address must not look like missing data.
   */
  <R> Optional<R> find(String doing, Call<R> call) {
    try {
      return Optional.of(call.run());
    } catch (RestClientException e) {
      if (e.getErrorCode() / 100 == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused(doing, e);
    } catch (IOException e) {
      throw unreachable(doing, e);
    }
  }

  /**
   * Returns whether the exception comes from a JSON parser. It is recognised by its name, because
   * the client's jar contains a JSON library of its own under another package.
   */
  private static boolean isNoJson(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getSimpleName().startsWith("JsonP")) {
        return true;
      }
    }
    return false;
  }

  private Failure refused(String doing, RestClientException e) {
    int status = e.getStatus();
    String message =
        "schema registry at "
            + address
            + " answered "
            + status
            + " while "
            + doing
            + ": "
            + e.getMessage();
    if (status == 409 || status == 422) {
      return new Failure(
          Failure.Kind.DOMAIN,
          "SCHEMA_INCOMPATIBLE",
          message,
          "Run tributary schemas check to see what differs.",
          e);
    }
    if (status == 401 || status == 403) {
      return new Failure(
          Failure.Kind.UNREACHABLE,
          "REGISTRY_REFUSED",
          message,
          "Write basic.auth.user.info=USER:PASSWORD (or the registry's other keys) into a file and"
              + " pass that with --client-config; 403 means that this user lacks rights.",
          e);
    }
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "REGISTRY_UNREACHABLE",
        message,
        "Check --schema-registry and the registry's own log.",
        e);
  }

  private Failure unreachable(String doing, IOException e) {
    if (isNoJson(e)) {
      return new Failure(
          Failure.Kind.UNREACHABLE,
          "REGISTRY_UNREACHABLE",
          "what answers at "
              + address
              + " is no schema registry: it answered with something else than JSON while "
              + doing,
          "Correct --schema-registry: a login page, a proxy or another server answers there.",
          e);
    }
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "REGISTRY_UNREACHABLE",
        "schema registry at " + address + " did not answer while " + doing + ": " + e,
        "Start the registry, or correct --schema-registry.",
        e);
  }
}
