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
 * The schemas that one subject lists, by id: only these may have written the records of its topic.
 * An id that is missing may have been registered since, so the registry is asked again, but at most
 * five times a second, however many ids strangers invent. Safe for use by several threads.
 */
final class ListedSchemas {
  /** Reads the versions of the subject from a registry. */
  interface Source {
    /** Returns the numbers of the versions; empty if there is no such subject. */
    List<Integer> versions();

    /** Returns one version; empty if it was deleted. */
    Optional<Version> version(int number);
  }

  /**
   * A version of a subject.
   *
   * @param id id of its schema
   * @param text text of its schema; empty if the schema is not Avro
   */
  record Version(int id, String text) {}

  /**
   * The number of versions that are read; further ones are ignored. No honest subject has as many.
   */
  static final int MAX_VERSIONS = 1_000;

  /**
   * The number of questions that may follow each other at once; after them one more is allowed
   * every {@link #REFILL_NANOS}.
   */
  static final int BURST = 20;

  static final long REFILL_NANOS = 200_000_000;

  /**
   * The time during which an id that was not found counts as unlisted, without another question.
   */
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

  /**
   * Returns the schema of an id; empty if the subject does not list it, or it exceeds {@link
   * SchemaBounds}.
   */
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

  /**
   * Reads only versions that were not read before, because the schema of a version never changes.
   */
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
