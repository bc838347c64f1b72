package io.tributary.aggregation.manage;

import io.tributary.aggregation.topology.StreamsState;
import java.util.function.Supplier;

/**
 * What the management port tells of the process.
 *
 * @param version of the build
 * @param federation prefix of the topics
 * @param baseModel id of the model whose adapters are merged
 * @param topology processors, stores and topics
 * @param state how the topology is doing, whenever it is asked
 */
public record About(
    String version,
    String federation,
    String baseModel,
    String topology,
    Supplier<StreamsState> state) {
  /** As a JSON document. */
  String json() {
    return "{\"name\":\"tributary-aggregator\",\"version\":\"%s\",\"java\":\"%s\",\"federation\":\"%s\",\"base_model\":\"%s\"}"
        .formatted(version, Runtime.version(), federation, baseModel.replaceAll("[\"\\\\]", "_"));
  }
}
