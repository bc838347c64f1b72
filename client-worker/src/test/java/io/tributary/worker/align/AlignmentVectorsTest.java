package io.tributary.worker.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** ALGORITHMS.md, "Worked example of pFLAlign": d = 4, eta = 0.2, T = 3, and a second round. */
class AlignmentVectorsTest {
  private static final double ETA = 0.2;
  private static final double[] GLOBAL = {1, 1, 1, 1};
  private static final double[] OFFSET = {0.4, -0.4, 0, 0.3};
  private static final double[][] GRADIENTS = {{2, 2, 2, -1}, {1, -1, 0.5, -1}, {2, 3, -0.5, -1}};
  private static final double[][] THETA = {
    {1.3119255120, 0.6452588454, 0.9960000000, 1.2650558660},
    {1.2169753778, 0.7074654874, 0.9936909091, 1.2383953699},
    {1.1060548262, 0.7481727498, 0.9965081096, 1.2197081320}
  };
  private static final double[][] GAMMA = {
    {0.6305586598, 0.3694413402, 0.5, 0.3694413402},
    {0.6748216587, 0.4527237281, 0.5, 0.3140786453},
    {0.7186618764, 0.3657647423, 0.5, 0.2710280978}
  };
  private static final double[][] PRECONDITIONER = {
    {0.01, 0.01, 0.01, 0.01},
    {0.0248695652, 0.0092173913, 0.0230909091, 0.0237368421},
    {0.0377474201, 0.0134356164, 0.0281720054, 0.0420778598}
  };
  private static final double[] NEXT_GLOBAL = {0.9, 1.1, 1.0, 0.95};
  private static final double[] NEXT_GRADIENT = {1, 1, -1, 0};
  private static final double[] NEXT_THETA = {
    0.9799442270, 0.8845457325, 1.0019587519, 1.1330901100
  };

  @Test
  void thePlainRecurrencesGiveItToNineDigits() {
    var plain = new PlainAlignment(GLOBAL, OFFSET, ETA, 3, 1e-12);
    for (int step = 0; step < 3; step++) {
      plain.step(GRADIENTS[step]);
      assertThat(plain.theta).usingComparatorWithPrecision(1e-9).containsExactly(THETA[step]);
      assertThat(plain.gamma).usingComparatorWithPrecision(1e-9).containsExactly(GAMMA[step]);
      assertThat(plain.p).usingComparatorWithPrecision(1e-9).containsExactly(PRECONDITIONER[step]);
    }
    PlainAlignment second = plain.next(NEXT_GLOBAL, GLOBAL);
    second.step(NEXT_GRADIENT);
    assertThat(second.theta).usingComparatorWithPrecision(1e-9).containsExactly(NEXT_THETA);
  }

  @Test
  void theDescentOnFloatsGivesItToSixDigits() {
    float[] theta = Floats.sum(GLOBAL, OFFSET);
    AlignedDescent descent =
        descent(new AlignmentState(Floats.of(OFFSET), new float[4], new float[4]));
    for (int step = 0; step < 3; step++) {
      descent.step(theta, Floats.of(GRADIENTS[step]));
      assertThat(Floats.doubles(theta))
          .usingComparatorWithPrecision(1e-6)
          .containsExactly(THETA[step]);
    }

    double[] moved = new double[4];
    for (int i = 0; i < 4; i++) {
      moved[i] = theta[i] - GLOBAL[i];
    }
    AlignmentState kept = descent.end(Floats.of(moved));
    theta = Floats.sum(NEXT_GLOBAL, moved);
    descent(kept).step(theta, Floats.of(NEXT_GRADIENT));
    assertThat(Floats.doubles(theta))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(NEXT_THETA);
  }

  private static AlignedDescent descent(AlignmentState begin) {
    return new AlignedDescent(AlignmentVariant.FULL, AlignmentRate.of(ETA), 3, begin);
  }
}
