package io.tributary.schemas.registry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * The schemas that one subject lists, by id: what may have written the records of its topic. An id
 * that is not among them may have been listed since, so the registry is asked again, but no more
 * often than five times a second, whatever ids strangers make up. Safe for use by several threads.
 */
final class ListedSchemas {
  /** The subject's versions, as a registry tells of them. */
  interface Source {
    /** Numbers of its versions; empty if there is no such subject. */
    List<Integer> versions();

    /** One of them; empty if it is gone. */
    Optional<Version> version(int number);
  }

  /**
   * A version of a subject.
   *
   * @param id of its schema
   * @param text of its schema; empty if that is not Avro
   */
  record Version(int id, String text) {}

  /** Versions that are looked at; the others are ignored. No honest subject has as many. */
  static final int MAX_VERSIONS = 1_000;

  /** Questions in a row, after which one more may be asked every {@link #REFILL_NANOS}. */
  static final int BURST = 20;

  static final long REFILL_NANOS = 200_000_000;

  /** How long an id is taken for unlisted without asking again. */
  static final long DENIED_NANOS = 1_000_000_000;

  private static final int MAX_DENIED = 256;

  private final Source source;
  private final LongSupplier nanoTime;
  private final TreeSet<Integer> seen = new TreeSet<>();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<Integer, Long> denied =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
          return size() > MAX_DENIED;
        }
      };
  private long questions = BURST;
  private long refilledAt;

  ListedSchemas(Source source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
    refilledAt = nanoTime.getAsLong();
  }

  /** The schema of an id; empty if the subject does not list it, or it exceeds our bounds. */
  synchronized Optional<Schema> find(int id) {
    Schema known = schemas.get(id);
    if (known == null && mayAsk(id)) {
      read();
      known = schemas.get(id);
      if (known == null) {
        denied.put(id, nanoTime.getAsLong());
      }
    }
    return Optional.ofNullable(known);
  }

  private boolean mayAsk(int id) {
    long now = nanoTime.getAsLong();
    Long deniedAt = denied.get(id);
    if (deniedAt != null && now - deniedAt < DENIED_NANOS) {
      return false;
    }
    denied.remove(id);
    long refills = (now - refilledAt) / REFILL_NANOS;
    refilledAt += refills * REFILL_NANOS;
    questions = Math.min(BURST, questions + refills);
    if (questions < 1) {
      return false;
    }
    questions--;
    return true;
  }

  /** Only versions that were not seen before: a version's schema never changes. */
  private void read() {
    for (int number : source.versions()) {
      if (seen.size() >= MAX_VERSIONS) {
        return;
      }
      if (!seen.contains(number)) {
        source.version(number).ifPresent(this::take);
        seen.add(number);
      }
    }
  }

  private void take(Version version) {
    SchemaBounds.parse(version.text()).ifPresent(schema -> schemas.put(version.id(), schema));
  }
}
