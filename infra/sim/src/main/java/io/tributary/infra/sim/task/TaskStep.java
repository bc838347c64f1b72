package io.tributary.infra.sim.task;

/**
 * One thing that a task did.
 *
 * @param kind of thing
 * @param input index of the topic that was read; -1 otherwise
 * @param clock of its machine, milliseconds since 1970
 */
record TaskStep(Kind kind, int input, long clock) {
  /** What a task does. */
  enum Kind {
    STARTED,
    READ,
    PUNCTUATED
  }
}
