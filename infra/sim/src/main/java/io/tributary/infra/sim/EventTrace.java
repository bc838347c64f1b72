package io.tributary.infra.sim;

import io.tributary.infra.sim.log.LogRecord;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records the events of a simulation: as text for a listener, and as one number. */
final class EventTrace {
  private final Consumer<String> listener;
  private long events;
  private long digest;

  /** Creates a trace; the listener is null where no one reads it. */
  EventTrace(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Records an event at a virtual time; the text is made only if there is a listener. */
  void event(long now, String kind, Supplier<String> text) {
    events++;
    mix(kind.hashCode());
    mix(now);
    if (listener != null) {
      listener.accept("%6d  %d  %-9s %s".formatted(events, now, kind, text.get()));
    }
  }

  /** Records records in the order in which they become visible. */
  void records(List<LogRecord> records) {
    for (LogRecord record : records) {
      mix(record.fingerprint());
      if (listener != null) {
        listener.accept("              -> " + record);
      }
    }
  }

  long events() {
    return events;
  }

  /** Returns a digest of everything that happened so far. */
  long digest() {
    return digest;
  }

  private void mix(long value) {
    digest = (digest ^ value) * 0x9E3779B97F4A7C15L;
    digest ^= digest >>> 32;
  }
}
