package io.tributary.aggregation.topology.processor;

/** Names of processors, sinks and stores; changelog topics are named after the stores. */
public final class TopologyNames {
  public static final String CLUSTERING = "clustering";
  public static final String LEDGER = "ledger";
  public static final String MERGE = "merge";

  public static final String TASK_EMBEDDINGS = "from-task-embeddings";
  public static final String CLIENT_POLICY = "from-client-policy";
  public static final String CLIENT_REGISTRATIONS = "from-client-registrations";
  public static final String ADAPTER_UPDATES = "from-adapter-updates";
  public static final String UPDATE_RULINGS = "from-update-rulings";
  public static final String CLUSTER_EVENTS = "from-cluster-events";
  public static final String UPDATE_CHUNKS = "from-update-chunks";
  public static final String CHUNK_EVENTS = "from-chunk-events";

  public static final String SLOTS_STORE = "slots";
  public static final String LEDGERS_STORE = "ledgers";
  public static final String WINDOWS_STORE = "merge-windows";
  public static final String CURRENT_STORE = "current-chunks";

  private TopologyNames() {}

  /**
   * Returns the name of a processor's sink; each processor has its own, because a shared sink would
   * join their sub-topologies.
   */
  public static String sink(String processor, Sink sink) {
    return processor + "-to-" + sink.topic();
  }

  /** The topics that a processor may write to. */
  public enum Sink {
    CLUSTER_STATE("cluster-state"),
    CLUSTER_EVENTS("cluster-events"),
    CHUNK_EVENTS("chunk-events"),
    UPDATE_LEDGER("update-ledger"),
    QUARANTINE("quarantine"),
    GLOBAL_ADAPTERS("global-adapters"),
    GLOBAL_ADAPTER_CHUNKS("global-adapter-chunks"),
    PERSONAL_ADAPTERS("personal-adapters"),
    CLIENT_KEYS("client-keys");

    private final String topic;

    Sink(String topic) {
      this.topic = topic;
    }

    String topic() {
      return topic;
    }
  }
}
