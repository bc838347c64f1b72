package io.tributary.aggregation.topology;

/** Names of processors, sinks and stores; changelog topics are named after the stores. */
final class Names {
  static final String CLUSTERING = "clustering";
  static final String LEDGER = "ledger";
  static final String MERGE = "merge";

  static final String TASK_EMBEDDINGS = "from-task-embeddings";
  static final String CLIENT_POLICY = "from-client-policy";
  static final String CLIENT_REGISTRATIONS = "from-client-registrations";
  static final String ADAPTER_UPDATES = "from-adapter-updates";
  static final String UPDATE_RULINGS = "from-update-rulings";
  static final String CLUSTER_EVENTS = "from-cluster-events";
  static final String UPDATE_CHUNKS = "from-update-chunks";
  static final String CHUNK_EVENTS = "from-chunk-events";

  static final String SLOTS_STORE = "slots";
  static final String LEDGERS_STORE = "ledgers";
  static final String WINDOWS_STORE = "merge-windows";
  static final String CURRENT_STORE = "current-chunks";

  private Names() {}

  /**
   * Returns the name of a processor's sink; each processor has its own, because a shared sink would
   * join their sub-topologies.
   */
  static String sink(String processor, Sink sink) {
    return processor + "-to-" + sink.topic();
  }

  /** The topics that a processor may write to. */
  enum Sink {
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
