package io.tributary.worker.optimise;

/**
 * AdamW (Loshchilov and Hutter 2019, algorithm 2) with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8
 * outside the root and after bias correction.
 */
public final class AdamW implements Optimiser {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float[] first;
  private final float[] second;
  private final float learningRate;
  private final float weightDecay;
  private int steps;

  /**
   * Creates an optimiser whose moments are zero and which has taken no step.
   *
   * @param parameters number of values
   * @param learningRate finite, > 0
   * @param weightDecay decoupled from the gradient, >= 0
   */
  public AdamW(int parameters, float learningRate, float weightDecay) {
    SettingChecks.positive("learning rate", learningRate);
    SettingChecks.atLeastZero("weight decay", weightDecay);
    this.first = new float[parameters];
    this.second = new float[parameters];
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
  }

  @Override
  public void step(float[] values, float[] gradient) {
    steps++;
    float stepSize = (float) (learningRate / (1 - Math.pow(BETA1, steps)));
    float rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, steps)));
    float keep = 1 - learningRate * weightDecay;
    for (int i = 0; i < values.length; i++) {
      float g = gradient[i];
      first[i] = BETA1 * first[i] + (1 - BETA1) * g;
      second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
      float root = (float) Math.sqrt(second[i]) * rootCorrection;
      values[i] = keep * values[i] - stepSize * first[i] / (root + EPSILON);
    }
  }

  @Override
  public String toString() {
    return "AdamW at learning rate " + learningRate;
  }
}
