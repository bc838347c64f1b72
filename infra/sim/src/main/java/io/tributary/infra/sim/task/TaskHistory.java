package io.tributary.infra.sim.task;

import io.tributary.infra.sim.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a task did and wrote, as far as it was committed. */
final class TaskHistory {
  private final List<TaskStep> steps = new ArrayList<>();
  private final List<TaskStep> uncommitted = new ArrayList<>();
  private final List<LogRecord> outputs = new ArrayList<>();

  /** Records a start, which changes no store and is not undone by a crash. */
  void started(long clock) {
    uncommitted.clear();
    steps.add(new TaskStep(TaskStep.Kind.STARTED, -1, clock));
  }

  void did(TaskStep step) {
    uncommitted.add(step);
  }

  void committed(List<LogRecord> written) {
    steps.addAll(uncommitted);
    uncommitted.clear();
    outputs.addAll(written);
  }

  List<TaskStep> steps() {
    return steps;
  }

  List<LogRecord> outputs() {
    return outputs;
  }
}
