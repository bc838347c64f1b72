package io.tributary.infra.cli.contract;

import io.tributary.schemas.topic.TopicStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One topic in an answer.
 *
 * @param key form of its records' keys
 * @param schema of its records' values
 * @param purpose one line for people
 * @param before state on the broker: fine, missing or different
 */
record TopicRow(
    String topic,
    String key,
    String schema,
    String purpose,
    String before,
    int partitions,
    Map<String, String> config,
    List<TopicStatus.Difference> differences) {
  /**
   * Makes the row of one topic from its comparison with the broker.
   *
   * @param schemas names of records' schemas by topic
   */
  static TopicRow of(TopicStatus status, Map<String, String> schemas) {
    return new TopicRow(
        status.spec().name(),
        status.spec().key(),
        schemas.get(status.spec().name()),
        status.spec().purpose(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.spec().partitions(),
        status.spec().config(),
        status.differences());
  }

  List<String> cells() {
    String wrong =
        differences.stream()
            .map(d -> d.what() + " is " + d.actual() + ", not " + d.expected() + ": " + d.fix())
            .collect(Collectors.joining("; "));
    return List.of(
        topic,
        before,
        partitions + (partitions == 1 ? " partition" : " partitions"),
        config.getOrDefault("cleanup.policy", ""),
        "key " + key,
        schema,
        purpose,
        wrong);
  }
}
