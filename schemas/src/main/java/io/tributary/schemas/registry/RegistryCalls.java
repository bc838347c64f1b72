package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.util.Optional;

/** Calls of the registry's client, with its exceptions turned into failures that name the fix. */
final class RegistryCalls {
  /** One call of the client. */
  interface Call<R> {
    R run() throws IOException, RestClientException;
  }

  private final String address;

  RegistryCalls(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  /** The answer of a call that must succeed. */
  <R> R call(String doing, Call<R> call) {
    try {
      return call.run();
    } catch (RestClientException e) {
      throw refused(doing, e);
    } catch (IOException e) {
      throw unreachable(doing, e);
    }
  }

  /** The answer, or empty if what was asked for is not there (HTTP 404). */
  <R> Optional<R> find(String doing, Call<R> call) {
    try {
      return Optional.of(call.run());
    } catch (RestClientException e) {
      if (e.getStatus() == 404) {
        return Optional.empty();
      }
      throw refused(doing, e);
    } catch (IOException e) {
      throw unreachable(doing, e);
    }
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
    return new Failure(
        Failure.Kind.UNREACHABLE,
        status == 401 || status == 403 ? "REGISTRY_REFUSED" : "REGISTRY_UNREACHABLE",
        message,
        "Check --schema-registry and the registry's own log.",
        e);
  }

  private Failure unreachable(String doing, IOException e) {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "REGISTRY_UNREACHABLE",
        "schema registry at " + address + " did not answer while " + doing + ": " + e,
        "Start the registry, or correct --schema-registry.",
        e);
  }
}
