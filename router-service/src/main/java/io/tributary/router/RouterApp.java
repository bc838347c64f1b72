package io.tributary.router;

import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.CatalogFeed;
import io.tributary.router.catalog.TopicCatalogFeed;
import io.tributary.router.http.DataPort;
import io.tributary.router.http.RouterHealth;
import io.tributary.router.http.RouterManagementPort;
import io.tributary.router.http.RouterMetrics;
import io.tributary.router.http.SnapshotView;
import io.tributary.router.infer.Inference;
import io.tributary.router.infer.InferenceQueue;
import io.tributary.router.infer.ModelInference;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running router: both ports are open from construction until {@link #close}. */
public final class RouterApp implements AutoCloseable {
  private final Inference inference;
  private final CatalogFeed feed;
  private final DataPort data;
  private final RouterManagementPort management;
  private final AtomicBoolean closing = new AtomicBoolean();

  /**
   * The identity of a router's federation.
   *
   * @param federation its name
   * @param baseModel id of the model that embeds
   */
  public record Identity(String federation, String baseModel) {}

  /**
   * Opens both ports; closing the router closes inference and feed, too.
   *
   * @throws Failure if a port cannot be listened on
   */
  public RouterApp(
      RouterSettings settings,
      Identity identity,
      Catalog catalog,
      CatalogFeed feed,
      Inference inference,
      Clock clock) {
    this.inference = inference;
    this.feed = feed;
    var snapshotView = new SnapshotView(catalog::snapshot, feed::skippedVersions, clock);
    var metrics = RouterMetrics.of(snapshotView);
    this.data =
        new DataPort(
            settings.host(),
            settings.port(),
            settings.ports(),
            identity.federation(),
            snapshotView,
            inference,
            settings.limits(),
            metrics);
    try {
      this.management =
          new RouterManagementPort(
              settings.host(),
              settings.managementPort(),
              settings.ports(),
              identity.federation(),
              identity.baseModel(),
              health(catalog),
              metrics);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /**
   * Joins a federation whose contract has been published; its clusters may come later.
   *
   * @param modelPath directory of the base model, or empty for the bundled one
   * @throws Failure if the contract, the base model, a topic or a port cannot be used
   */
  public static RouterApp join(
      FederationConnection connection, RouterSettings settings, Optional<Path> modelPath) {
    FederationSpec spec = FederationDirectory.read(connection);
    ModelInference model =
        ModelInference.open(spec, modelPath, settings.maxTokens(), settings.cachedTexts());
    var inference = new InferenceQueue(model, settings.queue(), settings.patience());
    try {
      return join(connection, settings, spec, inference);
    } catch (RuntimeException e) {
      inference.close();
      throw e;
    }
  }

  private static RouterApp join(
      FederationConnection connection,
      RouterSettings settings,
      FederationSpec spec,
      Inference inference) {
    var clock = Clock.systemUTC();
    var catalog = new Catalog(spec.initialAdapter().digest(), settings.keptVersions(), clock);
    var registry = SchemaRegistry.of(connection);
    CatalogFeed feed = TopicCatalogFeed.start(connection, registry, spec, catalog);
    try {
      var identity = new Identity(spec.federation(), spec.baseModel());
      return new RouterApp(settings, identity, catalog, feed, inference, clock);
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private RouterHealth health(Catalog catalog) {
    return new RouterHealth() {
      @Override
      public Optional<String> whyDead() {
        return feed.failure()
            .map(cause -> Optional.ofNullable(cause.getMessage()).orElse(cause.toString()));
      }

      @Override
      public Optional<String> whyNotReady() {
        if (closing.get()) {
          return Optional.of("the router is shutting down");
        }
        if (whyDead().isPresent()) {
          return whyDead();
        }
        if (!feed.restored()) {
          return Optional.of("the topics are still being read");
        }
        return catalog.snapshot().isEmpty()
            ? Optional.of("no clustering has been published yet")
            : Optional.empty();
      }

      @Override
      public SortedMap<String, Long> skippedVersions() {
        return feed.skippedVersions();
      }
    };
  }

  /** Returns the base URL of the data port. */
  public String url() {
    return data.url();
  }

  /** Returns the base URL of the management port. */
  public String managementUrl() {
    return management.url();
  }

  /** Waits until the feed has ended; returns why. */
  public Failure awaitFailure() throws InterruptedException {
    Throwable cause = feed.awaitFailure();
    if (cause instanceof Failure known) {
      return known;
    }
    return new Failure(
        Failure.Kind.DOMAIN,
        "ROUTER_STOPPED",
        "the router stopped following its topics: " + cause,
        "Start it again: it reads them from the beginning. If it stops again, report the log.",
        cause);
  }

  /** Turns unready, lets running requests finish, then stops everything. */
  @Override
  public void close() {
    if (closing.getAndSet(true)) {
      return;
    }
    data.close();
    inference.close();
    feed.close();
    management.close();
  }
}
