package io.tributary.infra.sim.task;

/**
 * One step of a task.
 *
 * @param kind of step
 * @param input index of the topic that was read; -1 otherwise
 * @param clock of its machine, milliseconds since 1970
 */
record TaskStep(Kind kind, int input, long clock) {
  /** The kinds of steps of a task. */
  enum Kind {
    STARTED,
    READ,
    PUNCTUATED
  }
}
