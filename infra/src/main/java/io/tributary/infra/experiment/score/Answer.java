package io.tributary.infra.experiment.score;

/**
 * What an adapter answered to a question.
 *
 * @param option index of the chosen one
 * @param confidence its probability, softmax of all options' scores
 */
record Answer(int option, double confidence) {
  /** The option with the highest score, the lowest index on ties. */
  static Answer of(float[] scores) {
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
    return new Answer(best, 1 / sum);
  }
}
