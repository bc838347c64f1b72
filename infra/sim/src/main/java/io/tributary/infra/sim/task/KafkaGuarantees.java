package io.tributary.infra.sim.task;

import io.tributary.infra.sim.log.LogRecord;
import java.util.List;

/**
 * The guarantees of Kafka to a task. The simulation keeps all of them; a test breaks one at a time,
 * to see that the checks notice it.
 */
public interface KafkaGuarantees {
  /** All guarantees, kept. */
  KafkaGuarantees KEPT = new KafkaGuarantees() {};

  /** Returns whether a crash takes stores back to the last commit. */
  default boolean undoesStores() {
    return true;
  }

  /** Returns whether a crash takes positions back to the last commit. */
  default boolean undoesPositions() {
    return true;
  }

  /** Returns whether readers never see aborted records. */
  default boolean hidesAborted() {
    return true;
  }

  /** Returns whether the broker answers a task that reads a payload again. */
  default boolean answersReads() {
    return true;
  }

  /** Returns the outputs that a commit makes visible: all of them, unchanged, in their order. */
  default List<LogRecord> committed(List<LogRecord> outputs) {
    return outputs;
  }
}
