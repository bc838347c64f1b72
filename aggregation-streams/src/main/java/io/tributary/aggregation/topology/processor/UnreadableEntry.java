package io.tributary.aggregation.topology.processor;

import java.util.Objects;
import java.util.function.Function;

/** Reports an entry of a store that cannot be read; a step that needs it cannot go on. */
public final class UnreadableEntry extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String store;
  private final String key;
  private final transient byte[] stored;
  private final boolean useless;

  private UnreadableEntry(String store, String key, byte[] stored, boolean useless, String why) {
    super(why);
    this.store = store;
    this.key = key;
    this.stored = stored;
    this.useless = useless;
  }

  /**
   * Parses an entry.
   *
   * @param store its name
   * @param useless whether an unreadable entry is not vital
   * @throws UnreadableEntry if the parser throws any exception, for which only the bytes can be the
   *     cause
   */
  public static <T> T read(
      String store, String key, byte[] stored, boolean useless, Function<byte[], T> parser) {
    try {
      return parser.apply(stored);
    } catch (RuntimeException e) {
      throw new UnreadableEntry(
          store, key, stored, useless, Objects.toString(e.getMessage(), e.toString()));
    }
  }

  /** Throws if an entry does not have the required size. */
  public static void requireSize(String store, String key, byte[] stored, int bytes) {
    if (stored.length != bytes) {
      throw new UnreadableEntry(
          store, key, stored, false, "must be " + bytes + " bytes, has " + stored.length);
    }
  }

  /**
   * Reports the entry; returns whether it was removed, so that the record can be processed after
   * all.
   */
  public boolean tell(StateAlarms alarms) {
    if (useless) {
      alarms.leaveOut(key, stored, getMessage());
    } else {
      alarms.keep(key, stored, getMessage());
    }
    return useless;
  }

  /** Returns the name of the store. */
  public String store() {
    return store;
  }

  /** Returns the key and what is wrong. */
  public String what() {
    return key + " " + getMessage();
  }
}
