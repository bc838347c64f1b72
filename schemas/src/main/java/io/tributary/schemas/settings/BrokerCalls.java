package io.tributary.schemas.settings;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Waits for answers of Kafka's admin client and turns its exceptions into failures that name the
 * address and the fix.
 */
public final class BrokerCalls {
  private BrokerCalls() {}

  /**
   * Returns an admin client, which the caller must close.
   *
   * @param timeout limit of each call, unless the user's settings have one
   */
  public static Admin admin(FederationConnection connection, Duration timeout) {
    var settings = connection.clientSettings();
    settings.putIfAbsent("default.api.timeout.ms", Math.toIntExact(timeout.toMillis()));
    settings.putIfAbsent(
        "request.timeout.ms", Math.toIntExact(Math.max(1, timeout.toMillis() / 2)));
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw failure(connection, "connecting", e);
    }
  }

  /**
   * Waits for an answer of the broker.
   *
   * @param doing the action for messages, such as {@code describing clinics.quarantine}
   * @throws Failure if the broker refuses, or does not answer in time
   */
  public static <T> T await(
      FederationConnection connection, String doing, KafkaFuture<T> answer, Duration timeout) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(connection, doing, e.getCause());
    } catch (TimeoutException e) {
      throw failure(connection, doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          Failure.Kind.TIMEOUT, "INTERRUPTED", "interrupted while " + doing, "Run it again.", e);
    }
  }

  /** Returns the failure that explains an exception of a Kafka client to the user. */
  public static Failure failure(FederationConnection connection, String doing, Throwable e) {
    String at = "Kafka at " + connection.bootstrapServers();
    if (e instanceof AuthorizationException || e instanceof AuthenticationException) {
      return new Failure(
          Failure.Kind.UNREACHABLE,
          "BROKER_REFUSED",
          at + " refused us while " + doing + ": " + e.getMessage(),
          "Check the security settings under kafka: and the broker's ACLs.",
          e);
    }
    if (e instanceof TimeoutException
        || e instanceof org.apache.kafka.common.errors.TimeoutException
        || e.getCause() instanceof ConfigException) {
      return new Failure(
          Failure.Kind.UNREACHABLE,
          "BROKER_UNREACHABLE",
          at + " did not answer while " + doing + reason(e),
          "Start the broker, or correct --bootstrap-servers.",
          e);
    }
    if (e instanceof ConfigException) {
      return new Failure(
          Failure.Kind.CONFIGURATION,
          "KAFKA_SETTING_INVALID",
          "a Kafka client setting is invalid: " + e.getMessage(),
          "Correct it under kafka: or in --kafka.",
          e);
    }
    return new Failure(
        Failure.Kind.DOMAIN,
        "BROKER_REFUSED",
        at + " refused while " + doing + ": " + e,
        "Read the broker's log.",
        e);
  }

  private static String reason(Throwable e) {
    Throwable told = e.getCause() instanceof ConfigException ? e.getCause() : e;
    return told.getMessage() == null ? "" : ": " + told.getMessage();
  }
}
