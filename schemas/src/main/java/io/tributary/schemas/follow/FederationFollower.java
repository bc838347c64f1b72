package io.tributary.schemas.follow;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads cluster states and adapter versions from the beginning of their compacted topics, and the
 * ledger from where it is wanted, and tells one listener. One thread, one consumer, committed
 * records only.
 */
public final class FederationFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FederationFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Codecs codecs;
  private final TopicCatalogue topics;
  private final AdapterAssembly assembly;
  private final PersonalStarts starts;
  private final FollowListener listener;
  private final FollowedTopics consumer;
  private final Thread thread;
  private final AtomicLong bytesReceived = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private long revision;
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
        new PersonalStarts(settings.layout(), slot -> settings.starts().contains(slot.client()));
    this.listener = listener;
    this.consumer = consumer;
    this.thread = new Thread(this::run, "federation-follower");
    thread.setDaemon(true);
  }

  /**
   * Starts following.
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
      listener.failed(FollowedTopics.refused(e));
    } catch (RuntimeException e) {
      listener.failed(e);
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() == null) {
        removed(record);
      } else {
        bytesReceived.addAndGet(record.value().length);
        dispatch(record.topic(), record.value());
      }
    } catch (UnusableVersion e) {
      skip(record, e);
      listener.skipped(e.reason());
    } catch (UndecodableRecord | IllegalArgumentException e) {
      skip(record, e);
    }
  }

  private void skip(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    skipped.incrementAndGet();
    LOG.warn(
        "record skipped: topic={} partition={} offset={}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        cause.getMessage());
  }

  private void removed(ConsumerRecord<byte[], byte[]> tombstone) {
    boolean ofAdapter =
        tombstone.topic().equals(topics.globalAdapters().name())
            || tombstone.topic().equals(topics.globalAdapterChunks().name());
    if (ofAdapter && tombstone.key() != null) {
      String key = new String(tombstone.key(), StandardCharsets.UTF_8);
      assembly.remove(key);
      starts.remove(key);
    }
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

  private void dispatch(String topic, byte[] value) throws UndecodableRecord {
    if (topic.equals(topics.globalAdapterChunks().name())) {
      assembly.accept(codecs.adapterChunk().decode(value)).ifPresent(this::tell);
    } else if (topic.equals(topics.globalAdapters().name())) {
      AdapterManifest manifest = codecs.adapterManifest().decode(value);
      assembly.accept(manifest).ifPresent(this::tell);
      starts.accept(manifest).forEach(listener::personal);
    } else if (topic.equals(topics.personalAdapters().name())) {
      starts.accept(codecs.personalChunk().decode(value)).ifPresent(listener::personal);
    } else if (topic.equals(topics.clusterState().name())) {
      ClusterState state = codecs.clusterState().decode(value);
      if (state.revision() > revision) {
        revision = state.revision();
        listener.clusterState(state);
      }
    } else {
      listener.decision(codecs.ledgerEntry().decode(value));
    }
  }

  private void tell(AdapterAssembly.Complete complete) {
    listener.version(complete.manifest(), complete.adapter());
  }
}
