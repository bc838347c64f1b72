package io.tributary.aggregation.merge.linear;

import static io.tributary.aggregation.merge.strategy.WindowFixture.SHAPE;

import io.tributary.aggregation.merge.strategy.WindowFixture.Sent;
import io.tributary.schemas.spec.AgreementMode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * One coordinate of a window, from its definitions in 60 digits: mean, unbiased variance and
 * effective number of contributors.
 */
record NaiveCoordinate(int contributors, BigDecimal mean, BigDecimal variance, BigDecimal number) {
  private static final MathContext DIGITS = new MathContext(60);

  static NaiveCoordinate of(LinearMean mean, List<Sent> window, int i) {
    int component = SHAPE.spanOf(i).component(i);
    BigDecimal weights = BigDecimal.ZERO;
    BigDecimal squaredWeights = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    List<Sent> contributors =
        window.stream()
            .filter(sent -> !mean.dividesPerComponent() || sent.part().rank() > component)
            .toList();
    for (Sent sent : contributors) {
      BigDecimal weight = BigDecimal.valueOf(mean.weight(sent.part()));
      weights = weights.add(weight);
      squaredWeights = squaredWeights.add(weight.pow(2));
      sum = sum.add(weight.multiply(value(mean, sent, i, component)));
    }
    if (contributors.size() < 2) {
      return new NaiveCoordinate(
          contributors.size(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);
    }
    BigDecimal average = sum.divide(weights, DIGITS);
    BigDecimal spread = BigDecimal.ZERO;
    for (Sent sent : contributors) {
      BigDecimal apart = value(mean, sent, i, component).subtract(average);
      spread = spread.add(BigDecimal.valueOf(mean.weight(sent.part())).multiply(apart.pow(2)));
    }
    BigDecimal number = weights.pow(2).divide(squaredWeights, DIGITS);
    BigDecimal unbiased = number.divide(number.subtract(BigDecimal.ONE), DIGITS);
    BigDecimal variance = spread.divide(weights, DIGITS).multiply(unbiased, DIGITS);
    // What remains of 60 digits where all are the same.
    boolean same = variance.compareTo(new BigDecimal("1e-40")) < 0;
    return new NaiveCoordinate(
        contributors.size(), average, same ? BigDecimal.ZERO : variance, number);
  }

  private static BigDecimal value(LinearMean mean, Sent sent, int i, int component) {
    boolean zero = mean.masksRanks() && sent.part().rank() <= component;
    double scaled = Math.rint(sent.payload()[i] * sent.part().clip() * 0x1p28);
    return zero ? BigDecimal.ZERO : new BigDecimal(scaled * 0x1p-28);
  }

  boolean counts() {
    return contributors > 1 && (mean.signum() != 0 || variance.signum() != 0);
  }

  /** Squared mean over its squared standard error. */
  private double squaredDeviations() {
    return mean.pow(2).multiply(number).divide(variance, DIGITS).doubleValue();
  }

  boolean inConflict() {
    return variance.signum() != 0 && squaredDeviations() < 1 - 0x1p-39;
  }

  double factor(AgreementMode mode) {
    if (contributors < 2 || variance.signum() == 0) {
      return 1;
    }
    double square = squaredDeviations();
    return mode == AgreementMode.GSNR
        ? square / (square + 1)
        : NormalDistribution.within(Math.sqrt(square));
  }
}
