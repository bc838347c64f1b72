package io.tributary.schemas.follow;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads cluster states and adapter versions from the beginning of their compacted topics, and the
 * ledger from where it is wanted, and tells one listener. One thread, one consumer, committed
 * records only. Bad data is skipped; anything else that goes wrong ends it, and the listener hears
 * that.
 */
public final class FederationFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FederationFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Characters of a message in the log that quotes strangers. */
  private static final int LOGGED = 500;

  private final Codecs codecs;
  private final TopicCatalogue topics;
  private final AdapterAssembly assembly;
  private final PersonalInits starts;
  private final Optional<EmbeddingSpace> space;
  private final boolean followsStarts;
  private final FollowListener listener;
  private final FollowedTopics consumer;
  private final Thread thread;
  private final AtomicLong bytesReceived = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private volatile boolean caughtUp;
  private volatile boolean closed;

  private FederationFollower(
      Codecs codecs,
      TopicCatalogue topics,
      FollowSettings settings,
      FollowListener listener,
      FollowedTopics consumer) {
    this.codecs = codecs;
    this.topics = topics;
    this.assembly = new AdapterAssembly(settings.layout(), settings.history());
    this.starts =
        new PersonalInits(settings.layout(), slot -> settings.starts().contains(slot.client()));
    this.space = settings.space();
    this.followsStarts = !settings.starts().isEmpty();
    this.listener = listener;
    this.consumer = consumer;
    this.thread = new Thread(this::run, "federation-follower");
    thread.setDaemon(true);
  }

  /**
   * Opens the topics and starts a thread that follows them.
   *
   * @throws Failure if a topic does not exist or the broker does not answer
   */
  public static FederationFollower start(
      Connection connection,
      TopicCatalogue topics,
      Codecs codecs,
      FollowSettings settings,
      FollowListener listener) {
    var consumer = FollowedTopics.open(connection, topics, settings);
    var follower = new FederationFollower(codecs, topics, settings, listener, consumer);
    follower.thread.start();
    return follower;
  }

  /** Whether everything that was in the topics at the start has been heard. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** Bytes of record values that came down. */
  public long bytesReceived() {
    return bytesReceived.get();
  }

  /** Records that could not be used and were left out, each with a warning in the log. */
  public long skipped() {
    return skipped.get();
  }

  /** Whether anything can still be heard; false once it was closed, or has failed. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      caughtUp = consumer.caughtUp();
      while (!closed) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(this::read);
        caughtUp = caughtUp || consumer.caughtUp();
        giveUpIncomplete();
      }
    } catch (WakeupException e) {
      LOG.debug("follower woken: closed={}", closed);
    } catch (KafkaException e) {
      failed(FollowedTopics.refused(e));
    } catch (RuntimeException e) {
      failed(e);
    } catch (Throwable e) {
      // An Error such as out of memory must be reported, too: nothing else notices that this thread
      // ended.
      failed(new IllegalStateException("the follower ended: " + e, e));
    }
  }

  private void failed(RuntimeException cause) {
    try {
      listener.failed(cause);
    } catch (RuntimeException e) {
      LOG.error("the listener did not take that its follower failed", e);
      LOG.error("the follower failed", cause);
    }
  }

  /** Only data is skipped: what the listener throws is no fault of the record. */
  private void read(ConsumerRecord<byte[], byte[]> record) {
    List<Runnable> news;
    try {
      news = record.value() == null ? removed(record) : understood(record);
    } catch (UnusableVersion e) {
      skip(record, e);
      news = List.of(() -> listener.skipped(e.reason()));
    } catch (UndecodableRecord | UnusableRecord e) {
      skip(record, e);
      news = List.of();
    }
    news.forEach(Runnable::run);
  }

  private void skip(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    skipped.incrementAndGet();
    LOG.warn(
        "record skipped: topic={} partition={} offset={}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        PlainText.of(cause.getMessage(), LOGGED));
  }

  private List<Runnable> removed(ConsumerRecord<byte[], byte[]> tombstone) {
    boolean ofAdapter =
        tombstone.topic().equals(topics.globalAdapters().name())
            || tombstone.topic().equals(topics.globalAdapterChunks().name());
    if (ofAdapter && tombstone.key() != null) {
      String key = new String(tombstone.key(), StandardCharsets.UTF_8);
      assembly.remove(key);
      starts.remove(key);
    }
    return List.of();
  }

  /** Before all has been read, a version that lacks parts is just not read to its end. */
  private void giveUpIncomplete() {
    if (caughtUp) {
      for (String version : assembly.giveUp()) {
        LOG.warn("version skipped: {} lacks parts, and newer ones are complete", version);
        listener.skipped(SkipReason.INCOMPLETE);
      }
    }
  }

  /** What the listener is to hear of a record. */
  private List<Runnable> understood(ConsumerRecord<byte[], byte[]> record)
      throws UndecodableRecord {
    String topic = record.topic();
    byte[] value = record.value();
    bytesReceived.addAndGet(value.length);
    if (topic.equals(topics.globalAdapterChunks().name())) {
      return version(assembly.accept(codecs.adapterChunk().decode(value)));
    }
    if (topic.equals(topics.globalAdapters().name())) {
      AdapterManifest manifest = codecs.adapterManifest().decode(value);
      var news = new ArrayList<>(version(assembly.accept(manifest)));
      if (followsStarts) {
        starts.accept(manifest).forEach(start -> news.add(() -> listener.personal(start)));
      }
      return news;
    }
    if (topic.equals(topics.personalAdapters().name())) {
      return starts
          .accept(codecs.personalChunk().decode(value))
          .<List<Runnable>>map(start -> List.of(() -> listener.personal(start)))
          .orElse(List.of());
    }
    if (topic.equals(topics.clusterState().name())) {
      ClusterState state = codecs.clusterState().decode(value);
      space.ifPresent(wanted -> wanted.require(state));
      return List.of(() -> clusterState(state));
    }
    LedgerEntry entry = codecs.ledgerEntry().decode(value);
    return List.of(() -> listener.decision(entry));
  }

  private List<Runnable> version(Optional<AdapterAssembly.Complete> complete) {
    return complete
        .<List<Runnable>>map(
            whole -> List.of(() -> listener.version(whole.manifest(), whole.adapter())))
        .orElse(List.of());
  }

  private void clusterState(ClusterState state) {
    Set<ClusterId> clusters =
        state.clusters().stream().map(ClusterCentroid::id).collect(Collectors.toSet());
    assembly.clusters(clusters);
    starts.clusters(clusters);
    listener.clusterState(state);
  }
}
