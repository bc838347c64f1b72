package io.tributary.aggregation.manage;

import io.tributary.aggregation.topology.StreamsState;
import io.tributary.http.manage.ProcessIdentity;
import java.util.function.Supplier;

/**
 * The facts that the management port reports about the process.
 *
 * @param version of the build
 * @param federation prefix of the topics
 * @param baseModel id of the model whose adapters are merged
 * @param topology processors, stores and topics
 * @param state returns the topology's state whenever it is asked
 */
public record ProcessFacts(
    String version,
    String federation,
    String baseModel,
    String topology,
    Supplier<StreamsState> state) {
  /** Returns the identity that {@code GET /version} reports. */
  ProcessIdentity identity() {
    return new ProcessIdentity("tributary-aggregator", version, federation, baseModel);
  }
}
