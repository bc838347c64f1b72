package io.tributary.infra.cli;

import io.tributary.schemas.topic.TopicStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One topic in an answer.
 *
 * @param before what the broker had: fine, missing or different
 */
record TopicRow(
    String topic,
    String before,
    int partitions,
    Map<String, String> config,
    List<TopicStatus.Difference> differences) {
  static TopicRow of(TopicStatus status) {
    return new TopicRow(
        status.spec().name(),
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
        wrong);
  }
}
