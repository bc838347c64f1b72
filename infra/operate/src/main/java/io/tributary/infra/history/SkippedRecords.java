package io.tributary.infra.history;

import io.tributary.schemas.text.Printable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reader came across and left out: counted by topic and kind, with the first of each. Holds
 * no more than one entry for each topic and kind, however many there are.
 */
public final class SkippedRecords {
  private static final int MAX_WHY = 300;

  private final SortedMap<String, SortedMap<Kind, Group>> byTopic = new TreeMap<>();

  /** Why a record is left out. */
  public enum Kind {
    /** Its bytes are not a record of the topic. */
    UNDECODABLE,
    /** Its key is not what its value says. */
    FOREIGN_KEY,
    /** A tombstone under a key that names nothing. */
    BAD_TOMBSTONE,
    /** The aggregator would not take it either. */
    REFUSED,
    /** More than a reader keeps. */
    SURPLUS
  }

  /**
   * Records of one topic that were left out for one kind of reason.
   *
   * @param count how many
   * @param first where the first of them lies; unknown for what has no place
   * @param why what is wrong with the first, printable
   */
  public record Group(String topic, Kind kind, long count, RecordPosition first, String why) {
    private Group oneMore() {
      return new Group(topic, kind, count + 1, first, why);
    }
  }

  /** One record is left out. */
  public void note(RecordPosition recordPosition, Kind kind, String why) {
    byTopic
        .computeIfAbsent(recordPosition.topic(), topic -> new TreeMap<>())
        .merge(
            kind,
            new Group(
                recordPosition.topic(), kind, 1, recordPosition, Printable.line(why, MAX_WHY)),
            (known, another) -> known.oneMore());
  }

  /** The records that were left out, grouped by topic, then by kind. */
  public List<Group> groups() {
    return byTopic.values().stream().flatMap(kinds -> kinds.values().stream()).toList();
  }
}
