package io.tributary.infra.history;

import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.text.PrintableText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the records that a reader left out, by topic and kind, with the first of each. It has at
 * most one entry for each topic and kind.
 */
public final class SkippedRecords {
  private static final int MAX_WHY = 300;

  private final SortedMap<String, SortedMap<Kind, Group>> byTopic = new TreeMap<>();

  /** The reason for which a record is left out. */
  public enum Kind {
    /** The bytes are not a record of the topic. */
    UNDECODABLE,
    /** The key is not the one that the value names. */
    FOREIGN_KEY,
    /** The record is a tombstone under a key that names nothing. */
    BAD_TOMBSTONE,
    /** The aggregator would reject the record, too. */
    REFUSED,
    /** The reader does not keep so many records. */
    SURPLUS
  }

  /**
   * The records of one topic that were left out for one kind of reason.
   *
   * @param count number of records
   * @param first position of the first of them; unknown if it has none
   * @param why what is wrong with the first, printable
   */
  public record Group(String topic, Kind kind, long count, RecordPosition first, String why) {
    private Group oneMore() {
      return new Group(topic, kind, count + 1, first, why);
    }
  }

  /** Counts one record that is left out. */
  public void note(RecordPosition recordPosition, Kind kind, String why) {
    byTopic
        .computeIfAbsent(recordPosition.topic(), topic -> new TreeMap<>())
        .merge(
            kind,
            new Group(
                recordPosition.topic(), kind, 1, recordPosition, PrintableText.line(why, MAX_WHY)),
            (known, another) -> known.oneMore());
  }

  /** Returns the records that were left out, grouped by topic, then by kind. */
  public List<Group> groups() {
    return byTopic.values().stream().flatMap(kinds -> kinds.values().stream()).toList();
  }
}
