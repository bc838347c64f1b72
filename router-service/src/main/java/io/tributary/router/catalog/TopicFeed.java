package io.tributary.router.catalog;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills a catalog from the compacted topics of a federation. */
public final class TopicFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);

  private final FederationFollower follower;
  private final Writer writer;

  private TopicFeed(FederationFollower follower, Writer writer) {
    this.follower = follower;
    this.writer = writer;
  }

  /**
   * Starts following.
   *
   * @throws Failure if a topic does not exist or the broker does not answer
   */
  public static TopicFeed start(
      Connection connection,
      TopicCatalogue topics,
      Codecs codecs,
      FederationSpec spec,
      Catalog catalog) {
    var writer = new Writer(spec.baseModel(), catalog);
    return new TopicFeed(
        FederationFollower.start(connection, topics, codecs, spec.layout(), false, writer), writer);
  }

  @Override
  public boolean restored() {
    return follower.caughtUp();
  }

  @Override
  public Optional<String> failure() {
    return Optional.ofNullable(writer.failure.get()).map(Failure::getMessage);
  }

  @Override
  public void close() {
    follower.close();
  }

  private static final class Writer implements FollowListener {
    private final String baseModel;
    private final Catalog catalog;
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    Writer(String baseModel, Catalog catalog) {
      this.baseModel = baseModel;
      this.catalog = catalog;
    }

    /** Distances to centroids of another model's space mean nothing: such a state is left out. */
    @Override
    public void clusterState(ClusterState state) {
      if (!state.baseModel().equals(baseModel)) {
        throw new IllegalArgumentException(
            "cluster state must be of base model " + baseModel + ", was of " + state.baseModel());
      }
      catalog.accept(state);
      LOG.info(
          "clusters changed epoch={} revision={} clusters={}",
          state.epoch(),
          state.revision(),
          state.clusters().size());
    }

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {
      catalog.accept(manifest.version(), adapter);
      LOG.info("adapter arrived version={}", manifest.version().name());
    }

    @Override
    public void failed(Failure reason) {
      failure.set(reason);
      LOG.error("following stopped code={} hint={}", reason.code(), reason.hint(), reason);
    }
  }
}
