package io.tributary.router;

import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.Feed;
import io.tributary.router.http.DataPort;
import io.tributary.router.http.Health;
import io.tributary.router.http.ManagementPort;
import io.tributary.router.http.RouterMetrics;
import io.tributary.router.http.View;
import io.tributary.router.infer.Inference;
import java.time.Clock;
import java.util.Optional;

/** A running router: both ports are open from construction until {@link #close}. */
public final class RouterApp implements AutoCloseable {
  private final Inference inference;
  private final Feed feed;
  private final DataPort data;
  private final ManagementPort management;
  private volatile boolean closing;

  /**
   * What a router serves.
   *
   * @param federation its name
   * @param baseModel id of the model that embeds
   */
  public record Identity(String federation, String baseModel) {}

  /**
   * Opens both ports; takes over inference and feed, and closes them.
   *
   * @throws io.tributary.schemas.settings.Failure if a port cannot be listened on
   */
  public RouterApp(
      RouterSettings settings,
      Identity identity,
      Catalog catalog,
      Feed feed,
      Inference inference,
      Clock clock) {
    this.inference = inference;
    this.feed = feed;
    var view = new View(catalog::snapshot, clock);
    var metrics = RouterMetrics.of(view);
    this.data =
        new DataPort(
            settings.host(),
            settings.port(),
            identity.federation(),
            view,
            inference,
            settings.limits(),
            metrics);
    try {
      this.management =
          new ManagementPort(
              settings.host(),
              settings.managementPort(),
              identity.federation(),
              identity.baseModel(),
              health(catalog),
              metrics);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private Health health(Catalog catalog) {
    return new Health() {
      @Override
      public Optional<String> whyDead() {
        return feed.failure();
      }

      @Override
      public Optional<String> whyNotReady() {
        if (closing) {
          return Optional.of("the router is shutting down");
        }
        if (feed.failure().isPresent()) {
          return feed.failure();
        }
        if (!feed.restored()) {
          return Optional.of("the topics are still being read");
        }
        return catalog.snapshot().isEmpty()
            ? Optional.of("no clustering has been published yet")
            : Optional.empty();
      }
    };
  }

  /** Base URL of the data port. */
  public String url() {
    return data.url();
  }

  /** Base URL of the management port. */
  public String managementUrl() {
    return management.url();
  }

  /** Turns unready, lets running requests finish, then stops everything. */
  @Override
  public void close() {
    closing = true;
    data.close();
    inference.close();
    feed.close();
    management.close();
  }
}
