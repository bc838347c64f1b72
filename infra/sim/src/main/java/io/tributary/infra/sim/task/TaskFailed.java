package io.tributary.infra.sim.task;

/** Reports that a processor threw, which would have stopped the topology in Kafka Streams. */
public final class TaskFailed extends RuntimeException {
  TaskFailed(String task, String doing, RuntimeException cause) {
    super(task + " threw while it " + doing + ": " + cause, cause);
  }
}
