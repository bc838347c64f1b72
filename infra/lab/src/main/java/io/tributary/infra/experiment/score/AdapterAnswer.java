package io.tributary.infra.experiment.score;

/**
 * An adapter's answer to a question.
 *
 * @param option index of the chosen one
 * @param confidence its probability, softmax of all options' scores, to six decimals: figures are
 *     computed from kept answers, so that they can be computed again to the last bit
 */
record AdapterAnswer(int option, double confidence) {
  private static final double DECIMALS = 1e6;

  /** Returns the option with the highest score, the lowest index on ties. */
  static AdapterAnswer of(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - scores[best]);
    }
    return new AdapterAnswer(best, Math.rint(DECIMALS / sum) / DECIMALS);
  }
}
