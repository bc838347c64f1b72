package io.tributary.schemas.follow;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.log.LogLimit;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
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
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads cluster states and adapter versions from the beginning of their compacted topics, and the
 * ledger from where it is wanted, and reports them to one listener. It uses one thread and one
 * consumer, and reads committed records only. Bad data is skipped; any other error ends the
 * follower and is reported to the listener.
 */
public final class FederationFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FederationFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** The largest number of characters of a logged message that quotes strangers. */
  private static final int LOGGED = 500;

  private final LogLimit warnings = new LogLimit();
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
      FederationConnection connection,
      TopicCatalogue topics,
      Codecs codecs,
      FollowSettings settings,
      FollowListener listener) {
    var consumer = FollowedTopics.open(connection, topics, settings);
    var follower = new FederationFollower(codecs, topics, settings, listener, consumer);
    follower.thread.start();
    return follower;
  }

  /** Returns whether everything that was in the topics at the start has been reported. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** Returns how many bytes of record values were received. */
  public long bytesReceived() {
    return bytesReceived.get();
  }

  /**
   * Records that could not be used and were left out, the first of them with a warning in the log.
   */
  public long skipped() {
    return skipped.get();
  }

  /** Returns whether the follower still runs; false once it was closed, or has failed. */
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
    } catch (RuntimeException e) {
      if (closed && e instanceof WakeupException) {
        LOG.atDebug().log("follower woken to be closed");
      } else {
        failed(e);
      }
    } catch (Throwable e) {
      // An Error such as out of memory must be reported, too: no other code notices that this
      // thread ended.
      failed(new IllegalStateException("the follower ended: " + e, e));
    }
  }

  private void failed(RuntimeException cause) {
    try {
      listener.failed(cause);
    } catch (Throwable e) {
      // Nothing else would say why this thread ended.
      LOG.atError().setCause(e).log("the listener did not take that its follower failed");
      LOG.atError().setCause(cause).log("the follower failed");
    }
  }

  /**
   * Reads a record and reports it. Only bad data is skipped: an exception of the listener is not
   * the record's fault and ends the follower.
   */
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
    warnings
        .warn(LOG)
        .addKeyValue(LogKeys.TOPIC, record.topic())
        .addKeyValue(LogKeys.PARTITION, record.partition())
        .addKeyValue(LogKeys.OFFSET, record.offset())
        .addKeyValue(LogKeys.ERROR, PlainText.of(cause.getMessage(), LOGGED))
        .log("record skipped");
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

  /**
   * Gives up incomplete versions. Until all topics are read to their end, a version may merely be
   * incomplete because its parts were not read yet.
   */
  private void giveUpIncomplete() {
    if (caughtUp) {
      for (String version : assembly.giveUp()) {
        warnings
            .warn(LOG)
            .addKeyValue(LogKeys.VERSION, version)
            .log("version skipped: it lacks parts, and newer ones are complete");
        listener.skipped(SkipReason.INCOMPLETE);
      }
    }
  }

  /** Returns the calls to the listener that a record causes. */
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
