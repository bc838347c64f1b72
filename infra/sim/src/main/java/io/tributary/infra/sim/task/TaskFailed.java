package io.tributary.infra.sim.task;

/** A processor threw: in Kafka Streams, the topology would have stopped for everyone. */
public final class TaskFailed extends RuntimeException {
  TaskFailed(String task, String doing, RuntimeException cause) {
    super(task + " threw while it " + doing + ": " + cause, cause);
  }
}
