package io.tributary.worker.exchange;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.follow.EmbeddingSpace;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.worker.data.row.DataFeed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects clients to the federation's topics on a broker. */
public final class KafkaExchange implements FederationTransport {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaExchange.class);

  private final FederationConnection connection;
  private final FederationSpec spec;
  private final Optional<String> feedTopic;
  private final Set<ClientId> ours;
  private final SchemaRegistry registry;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final StatusPublisher statusPublisher;
  private FederationFollower follower;
  private Optional<RowTopic> rowTopic = Optional.empty();

  /**
   * Opens only the producer of announcements.
   *
   * @param spec of the federation
   * @param feedTopic topic of new rows, read beside growing files
   * @param ours the clients of this process
   */
  public KafkaExchange(
      FederationConnection connection,
      FederationSpec spec,
      Optional<String> feedTopic,
      Set<ClientId> ours) {
    this(connection, spec, feedTopic, ours, SchemaRegistry.of(connection));
  }

  /** Uses a registry that is already open and closes it with itself. */
  public KafkaExchange(
      FederationConnection connection,
      FederationSpec spec,
      Optional<String> feedTopic,
      Set<ClientId> ours,
      SchemaRegistry registry) {
    this.connection = connection;
    this.spec = spec;
    this.feedTopic = feedTopic;
    this.ours = Set.copyOf(ours);
    this.registry = registry;
    topics = new TopicCatalogue(connection.federation(), 1);
    codecs = Codecs.of(registry, topics);
    statusPublisher = new KafkaAnnouncer(connection, topics, codecs);
  }

  @Override
  public String federation() {
    return connection.federation();
  }

  @Override
  public Codecs codecs() {
    return codecs;
  }

  @Override
  public StatusPublisher announcer() {
    return statusPublisher;
  }

  @Override
  public UpdateSink sink(ClientId client) {
    var publisher = new UpdatePublisher(connection, topics, client);
    publisher.takeOver();
    return publisher;
  }

  @Override
  public void follow(FollowListener listener, Ledger ledger, Set<ClientId> starts) {
    FollowSettings wanted =
        FollowSettings.newest(spec.layout(), ledger)
            .withStartsOf(starts)
            .in(EmbeddingSpace.of(spec));
    follower = FederationFollower.start(connection, topics, codecs, wanted, listener);
    rowTopic = feedTopic.map(topic -> RowTopic.open(connection, topic, ours));
  }

  @Override
  public boolean caughtUp() {
    return follower.caughtUp();
  }

  @Override
  public DataFeed rows(ClientId client) {
    return rowTopic.map(open -> open.of(client)).orElse(List::of);
  }

  @Override
  public void close() {
    if (follower != null) {
      LOG.atInfo()
          .addKeyValue(LogKeys.BYTES, follower.bytesReceived())
          .addKeyValue(LogKeys.RECORDS, follower.skipped())
          .log("followed");
      follower.close();
    }
    rowTopic.ifPresent(RowTopic::close);
    statusPublisher.close();
    registry.close();
  }
}
