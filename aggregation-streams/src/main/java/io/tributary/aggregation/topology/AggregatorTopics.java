package io.tributary.aggregation.topology;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.topic.FederationNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names the topics that Kafka Streams creates for the aggregator, beside those of the catalogue.
 */
public final class AggregatorTopics {
  private AggregatorTopics() {}

  /** Returns the changelog topics of a federation's aggregator, one for each store. */
  public static List<String> changelogs(String federation) {
    String prefix = new FederationNames(federation).aggregatorPrefix();
    return Stream.of(
            TopologyNames.SLOTS_STORE,
            TopologyNames.LEDGERS_STORE,
            TopologyNames.WINDOWS_STORE,
            TopologyNames.CURRENT_STORE)
        .map(store -> prefix + store + "-changelog")
        .toList();
  }
}
