package io.tributary.infra.local.watch;

import io.tributary.infra.history.SkippedRecords;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;

/** Reads the status of a federation repeatedly; every look reads only what is new. */
public final class StatusWatch implements AutoCloseable {
  private final FederationView view = new FederationView();
  private final SchemaRegistry registry;
  private final FederationLog log;
  private final Duration timeout;

  /**
   * Begins to read the topics.
   *
   * @param timeout for one look
   */
  public StatusWatch(FederationConnection connection, TopicCatalogue topics, Duration timeout) {
    this.timeout = timeout;
    registry = SchemaRegistry.of(connection);
    try {
      log =
          new FederationLog(
              connection, topics, Codecs.of(registry, topics), view, new ByteCounters());
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /**
   * Returns the status by all that the topics contain now.
   *
   * @throws io.tributary.schemas.settings.Failure if they cannot be read, or not in time
   */
  public FederationStatus look() {
    log.catchUp(timeout);
    return FederationStatus.of(view, log.contract(), Instant.now());
  }

  /** Returns the records that were left out so far. */
  public SkippedRecords skipped() {
    return log.skipped();
  }

  @Override
  public void close() {
    log.close();
    registry.close();
  }
}
