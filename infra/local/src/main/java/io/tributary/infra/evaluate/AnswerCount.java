package io.tributary.infra.evaluate;

/**
 * The number of right answers among all answers.
 *
 * @param right number of right answers
 * @param total number of answers
 */
record AnswerCount(int right, int total) {
  static final AnswerCount NONE = new AnswerCount(0, 0);

  AnswerCount plus(boolean correct) {
    return new AnswerCount(right + (correct ? 1 : 0), total + 1);
  }

  /** Returns the share of right answers in 0..1; NaN when nothing was asked. */
  double share() {
    return total == 0 ? Double.NaN : (double) right / total;
  }
}
