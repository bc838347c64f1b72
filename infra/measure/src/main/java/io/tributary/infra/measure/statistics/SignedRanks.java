package io.tributary.infra.measure.statistics;

import java.util.Arrays;

/**
 * Ranks the absolute values of differences other than 0, and has the exact distribution of their
 * sum over all 2^n patterns of signs. Equal values share their mean rank; ranks are kept doubled,
 * so that they are integers.
 *
 * @param doubled int[n], twice the rank of every difference
 * @param positive twice the sum of the ranks of the positive differences
 */
record SignedRanks(int[] doubled, int positive) {
  static SignedRanks of(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    int[] doubled = new int[differences.length];
    int positive = 0;
    for (int i = 0; i < differences.length; i++) {
      double size = Math.abs(differences[i]);
      int smaller = (int) Arrays.stream(sizes).filter(other -> other < size).count();
      int equal = (int) Arrays.stream(sizes).filter(other -> other == size).count();
      doubled[i] = 2 * smaller + equal + 1;
      positive += differences[i] > 0 ? doubled[i] : 0;
    }
    return new SignedRanks(doubled, positive);
  }

  /**
   * Returns the probability of a sum at least as far from its mean, if every sign is a coin toss.
   * O(n^3) time.
   */
  double exactPValue() {
    int total = Arrays.stream(doubled).sum();
    // probabilities[s]: of the doubled sum s of the ranks seen so far.
    double[] probabilities = new double[total + 1];
    probabilities[0] = 1;
    for (int rank : doubled) {
      for (int s = total; s >= 0; s--) {
        probabilities[s] = (probabilities[s] + (s >= rank ? probabilities[s - rank] : 0)) / 2;
      }
    }
    double sum = 0;
    for (int s = 0; s <= total; s++) {
      if (Math.abs(2 * s - total) >= Math.abs(2 * positive - total)) {
        sum += probabilities[s];
      }
    }
    return Math.min(1, sum);
  }
}
