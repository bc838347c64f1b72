package io.tributary.schemas.topic;

import io.tributary.schemas.topic.TopicStatus.Difference;
import io.tributary.schemas.topic.TopicStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a topic as it is on the broker with a topic as the catalogue defines it. Pure. */
final class TopicComparison {
  private static final String LARGEST = "max.message.bytes";

  private TopicComparison() {}

  static TopicStatus missing(TopicSpec spec) {
    return new TopicStatus(spec, State.MISSING, List.of());
  }

  /**
   * Compares a topic with its specification.
   *
   * @param partitions on the broker
   * @param config on the broker, defaults included
   */
  static TopicStatus of(TopicSpec spec, int partitions, Map<String, String> config) {
    var differences = new ArrayList<Difference>();
    if (partitions != spec.partitions()) {
      differences.add(
          new Difference(
              "partitions",
              Integer.toString(spec.partitions()),
              Integer.toString(partitions),
              "Use the federation's own number of partitions, or another federation name: adding"
                  + " partitions would move keys."));
    }
    spec.config()
        .forEach(
            (key, expected) -> {
              String actual = config.getOrDefault(key, "unset");
              if (!expected.equals(actual)) {
                differences.add(alter(spec, key, expected, actual, expected));
              }
            });
    String largest = config.getOrDefault(LARGEST, "0");
    if (Long.parseLong(largest) < TopicSpec.LARGEST_RECORD_BYTES) {
      String bound = Integer.toString(TopicSpec.LARGEST_RECORD_BYTES);
      differences.add(alter(spec, LARGEST, ">= " + bound, largest, bound));
    }
    return new TopicStatus(spec, differences.isEmpty() ? State.FINE : State.DIFFERENT, differences);
  }

  /**
   * Returns whether clients date a topic's records. Only this difference is fixed by {@code apply},
   * because it moves no record.
   */
  static boolean datedByClients(TopicStatus status) {
    return status.differences().stream()
        .anyMatch(difference -> difference.what().equals(TopicSpec.TIMESTAMP_TYPE));
  }

  private static Difference alter(
      TopicSpec spec, String key, String expected, String actual, String value) {
    if (key.equals(TopicSpec.TIMESTAMP_TYPE)) {
      return new Difference(key, expected, actual, "Run tributary topics apply, which sets it.");
    }
    return new Difference(
        key,
        expected,
        actual,
        "Run kafka-configs.sh --alter --entity-type topics --entity-name "
            + spec.name()
            + " --add-config "
            + key
            + "="
            + value
            + ".");
  }
}
