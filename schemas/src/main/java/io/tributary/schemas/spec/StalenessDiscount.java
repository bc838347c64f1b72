package io.tributary.schemas.spec;

/**
 * The discount s(tau): the factor on the weight of an update whose base lags tau versions behind
 * (FedAsync, Xie et al. 2019, section 5.2).
 *
 * @param kind the family
 * @param a exponent (polynomial) or slope (hinge)
 * @param b lag up to which the hinge is 1
 */
public record StalenessDiscount(Kind kind, double a, double b) {
  /** The family of discounts. */
  public enum Kind {
    /** 1 */
    CONSTANT,
    /** (1 + tau)^-a */
    POLYNOMIAL,
    /** 1 if tau <= b, else 1 / (a (tau - b) + 1) */
    HINGE
  }

  public StalenessDiscount {
    if (!(a >= 0) || !(b >= 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
      throw new IllegalArgumentException(
          "window.staleness a and b must be finite and >= 0, were " + a + " and " + b);
    }
  }

  /** Returns a constant discount: staleness changes no weight. */
  public static StalenessDiscount none() {
    return new StalenessDiscount(Kind.CONSTANT, 0, 0);
  }

  /** Returns a polynomial discount: the factor is (1 + tau)^-a. */
  public static StalenessDiscount polynomial(double a) {
    return new StalenessDiscount(Kind.POLYNOMIAL, a, 0);
  }

  /** Returns s(tau) in (0, 1], bit for bit the same on every platform. */
  public double at(int tau) {
    if (tau < 0) {
      throw new IllegalArgumentException("staleness must be >= 0, was " + tau);
    }
    return switch (kind) {
      case CONSTANT -> 1;
      case POLYNOMIAL -> StrictMath.pow(1.0 + tau, -a);
      case HINGE -> tau <= b ? 1 : 1 / (a * (tau - b) + 1);
    };
  }
}
