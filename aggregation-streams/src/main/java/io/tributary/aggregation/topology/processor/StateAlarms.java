package io.tributary.aggregation.topology.processor;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.log.LogKeys;
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
 * the quarantine with the task's next transaction, which also removes those that are not vital.
 */
public final class StateAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(StateAlarms.class);

  /** The largest number of lines in the log for one store; the quarantine has all entries. */
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
   * Creates the alarms of one store, of which none is raised yet.
   *
   * @param name of the store
   */
  public StateAlarms(String name, KeyValueStore<String, byte[]> store) {
    this.name = name;
    this.store = store;
  }

  /** Reports an entry that is not vital to the task. */
  public void leaveOut(String key, byte[] stored, String why) {
    open.add(new Unreadable(key, stored, why));
    log(key, why, "left out");
  }

  /** Reports an entry that the store has replaced by another value, or has to keep as it is. */
  public void keep(String key, byte[] stored, String why) {
    kept.add(key);
    open.add(new Unreadable(key, stored, why));
    log(key, why, "kept");
  }

  /** Reports an entry without which the task may decide nothing. */
  public void stop(String key, byte[] stored, String why) {
    vital = vital == null ? subject(key) + " " + PlainText.of(why) : vital;
    keep(key, stored, why);
  }

  /** Returns why nothing may be decided; empty if all vital entries could be read. */
  public Optional<Rejection> stopped() {
    return Optional.ofNullable(vital).map(StateAlarms::rejection);
  }

  /** Returns the rejection of records while nothing may be decided. */
  public static Rejection rejection(String why) {
    return new Rejection(
        RejectReason.STATE_UNREADABLE,
        "the aggregator cannot read its own state: "
            + why
            + "; run the version that wrote it, or remove the state directory so that it is"
            + " restored from its changelog");
  }

  /** Raises the alarms soon, even if no record arrives. */
  public void raiseSoon(ProcessorContext<String, byte[]> context, RecordWriter recordWriter) {
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

  /** Quarantines the entries that have not been quarantined yet. */
  public void raise(RecordWriter recordWriter, long at) {
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
      LOG.atError()
          .addKeyValue(LogKeys.ENTRY, subject(key))
          .addKeyValue(LogKeys.STATE, what)
          .addKeyValue(LogKeys.REASON, PlainText.of(why))
          .log("state unreadable");
    } else if (logged == LOGGED + 1) {
      LOG.atError()
          .addKeyValue(LogKeys.STORE, name)
          .log("state unreadable: more entries are in the quarantine");
    }
  }
}
