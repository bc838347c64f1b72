package io.tributary.aggregation.topology;

/** The state of the topology, in Kafka Streams' terms. */
public enum StreamsState {
  CREATED,
  REBALANCING,
  RUNNING,
  PENDING_SHUTDOWN,
  NOT_RUNNING,
  PENDING_ERROR,
  ERROR;

  /** Returns whether the process works as expected, be it starting, processing or draining. */
  public boolean isLive() {
    return this == CREATED || this == REBALANCING || this == RUNNING || this == PENDING_SHUTDOWN;
  }

  /** Returns whether its tasks have their state and process records. */
  public boolean isReady() {
    return this == RUNNING;
  }
}
