package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.RecordPosition;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports stored entries that cannot be decoded: the first 20 in the log at once, all of them in
 * the quarantine with the task's next transaction, which also removes those that can be done
 * without.
 */
final class StateAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(StateAlarms.class);

  /** Lines in the log for one store; the quarantine has them all. */
  private static final int LOGGED = 20;

  private static final Duration SOON = Duration.ofMillis(100);

  private final String name;
  private final KeyValueStore<String, byte[]> store;
  private final List<Unreadable> open = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();
  private String vital;
  private int logged;

  private record Unreadable(String key, byte[] stored, String why) {}

  /**
   * Creates the alarms of one store; none is raised yet.
   *
   * @param name of the store
   */
  StateAlarms(String name, KeyValueStore<String, byte[]> store) {
    this.name = name;
    this.store = store;
  }

  /** Reports an entry that the task can do without. */
  void leaveOut(String key, byte[] stored, String why) {
    open.add(new Unreadable(key, stored, why));
    log(key, why, "left out");
  }

  /** The store has taken another value for an entry, or has to keep it as it is. */
  void keep(String key, byte[] stored, String why) {
    kept.add(key);
    open.add(new Unreadable(key, stored, why));
    log(key, why, "kept");
  }

  /** Reports an entry without which the task may decide nothing. */
  void stop(String key, byte[] stored, String why) {
    vital = vital == null ? subject(key) + " " + PlainText.of(why) : vital;
    keep(key, stored, why);
  }

  /** Why nothing may be decided; empty if all that matters could be read. */
  Optional<Rejection> stopped() {
    return Optional.ofNullable(vital).map(StateAlarms::rejection);
  }

  /** Why nothing may be decided. */
  static Rejection rejection(String why) {
    return new Rejection(
        RejectReason.STATE_UNREADABLE,
        "the aggregator cannot read its own state: "
            + why
            + "; run the version that wrote it, or remove the state directory so that it is"
            + " restored from its changelog");
  }

  /** Raises the alarms within a moment, though no record may come. */
  void raiseSoon(ProcessorContext<String, byte[]> context, RecordWriter recordWriter) {
    if (open.isEmpty()) {
      return;
    }
    var once = new Cancellable[1];
    once[0] =
        context.schedule(
            SOON,
            PunctuationType.WALL_CLOCK_TIME,
            at -> {
              raise(recordWriter, at);
              once[0].cancel();
            });
  }

  /** Sets aside what has not been set aside yet. */
  void raise(RecordWriter recordWriter, long at) {
    for (Unreadable entry : open) {
      if (!kept.contains(entry.key())) {
        store.delete(entry.key());
      }
      var recordPosition =
          new RecordPosition(name, recordWriter.context().taskId().partition(), -1);
      recordWriter.setAside(
          subject(entry.key()),
          new Rejection(RejectReason.STATE_UNREADABLE, "stored entry: " + entry.why()),
          recordPosition,
          entry.stored(),
          at);
    }
    open.clear();
    kept.clear();
  }

  private String subject(String key) {
    return PlainText.of(name + "/" + key);
  }

  private void log(String key, String why, String what) {
    logged++;
    if (logged <= LOGGED) {
      LOG.error("state unreadable: entry={} {}: {}", subject(key), what, PlainText.of(why));
    } else if (logged == LOGGED + 1) {
      LOG.error("state unreadable: more entries of {} are in the quarantine", name);
    }
  }
}
