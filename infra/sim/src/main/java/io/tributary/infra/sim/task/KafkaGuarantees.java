package io.tributary.infra.sim.task;

import io.tributary.infra.sim.log.LogRecord;
import java.util.List;

/**
 * What Kafka promises a task. The simulation keeps all of it; a test breaks one promise at a time,
 * to see that it would be noticed.
 */
public interface KafkaGuarantees {
  /** All of them, kept. */
  KafkaGuarantees KEPT = new KafkaGuarantees() {};

  /** A crash takes stores back to the last commit. */
  default boolean undoesStores() {
    return true;
  }

  /** A crash takes positions back to the last commit. */
  default boolean undoesPositions() {
    return true;
  }

  /** Nobody sees what a crash aborted. */
  default boolean hidesAborted() {
    return true;
  }

  /** The broker answers who reads a payload again. */
  default boolean answersReads() {
    return true;
  }

  /** What a commit makes visible of a task's outputs: all of them, as they are, in their order. */
  default List<LogRecord> committed(List<LogRecord> outputs) {
    return outputs;
  }
}
