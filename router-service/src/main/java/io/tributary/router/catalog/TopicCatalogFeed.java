package io.tributary.router.catalog;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.follow.AdapterAssembly;
import io.tributary.schemas.follow.EmbeddingSpace;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings;
import io.tributary.schemas.follow.SkipReason;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills a catalog from the compacted topics of a federation. */
public final class TopicCatalogFeed implements CatalogFeed {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCatalogFeed.class);

  private final FederationFollower follower;
  private final Writer writer;
  private final SchemaRegistry registry;
  private volatile boolean closed;

  private TopicCatalogFeed(FederationFollower follower, Writer writer, SchemaRegistry registry) {
    this.follower = follower;
    this.writer = writer;
    this.registry = registry;
  }

  /**
   * Starts to follow the federation's topics and fills the catalog from them.
   *
   * @param registry of the topics' schemas; closed with the feed
   * @throws Failure if a topic does not exist or the broker does not answer
   */
  public static TopicCatalogFeed start(
      FederationConnection connection,
      SchemaRegistry registry,
      FederationSpec spec,
      Catalog catalog) {
    var writer = new Writer(catalog);
    // The follower asks the broker for the number of partitions.
    var topics = new TopicCatalogue(connection.federation(), 1);
    // The history is a little longer than what is kept, so that incomplete versions are reported in
    // time.
    int history = catalog.keptPerCluster() + AdapterAssembly.PATIENCE;
    var settings =
        new FollowSettings(spec.layout(), history, FollowSettings.Ledger.NONE)
            .in(EmbeddingSpace.of(spec));
    var follower =
        FederationFollower.start(connection, topics, Codecs.of(registry, topics), settings, writer);
    return new TopicCatalogFeed(follower, writer, registry);
  }

  @Override
  public boolean restored() {
    return follower.caughtUp();
  }

  @Override
  public SortedMap<String, Long> skippedVersions() {
    var counts = new TreeMap<String, Long>();
    writer.skipped.forEach((reason, count) -> counts.put(reason.wireName(), count.sum()));
    return counts;
  }

  @Override
  public Optional<Throwable> failure() {
    boolean silent = !closed && !follower.isRunning();
    return Optional.ofNullable(writer.failure.getNow(silent ? ended() : null));
  }

  @Override
  public Throwable awaitFailure() throws InterruptedException {
    try {
      return writer.failure.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a failure is a value here, never thrown", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    follower.close();
    registry.close();
  }

  private static RuntimeException ended() {
    return new IllegalStateException("the follower has ended, and did not say why");
  }

  private static final class Writer implements FollowListener {
    private final Catalog catalog;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Map<SkipReason, LongAdder> skipped = new EnumMap<>(SkipReason.class);

    Writer(Catalog catalog) {
      this.catalog = catalog;
      for (SkipReason reason : SkipReason.values()) {
        skipped.put(reason, new LongAdder());
      }
    }

    @Override
    public void clusterState(ClusterState state) {
      catalog.accept(state);
      LOG.atInfo()
          .addKeyValue(LogKeys.EPOCH, state.epoch())
          .addKeyValue(LogKeys.REVISION, state.revision())
          .addKeyValue(LogKeys.CLUSTERS, state.clusters().size())
          .log("clusters changed");
    }

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {
      catalog.accept(manifest.version(), adapter);
      LOG.atInfo()
          .addKeyValue(LogKeys.CLUSTER_ID, manifest.version().cluster())
          .addKeyValue(LogKeys.VERSION, manifest.version().name())
          .log("adapter received");
    }

    @Override
    public void skipped(SkipReason reason) {
      skipped.get(reason).increment();
    }

    @Override
    public void failed(RuntimeException reason) {
      failure.complete(reason);
      LOG.atError().setCause(reason).log("following stopped");
    }
  }
}
