package io.tributary.aggregation.manage;

import io.tributary.aggregation.topology.StreamsState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the management port reports about the process.
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
  /** As {@code GET /version} says it, by field. */
  Map<String, String> document() {
    var document = new LinkedHashMap<String, String>();
    document.put("name", "tributary-aggregator");
    document.put("version", version);
    document.put("java", Runtime.version().toString());
    document.put("federation", federation);
    document.put("base_model", baseModel);
    return document;
  }
}
