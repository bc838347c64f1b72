package io.tributary.worker.method;

import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;

/**
 * What local methods are made with; each reads its own.
 *
 * @param alignment pFLAlign, whole or an ablation
 * @param alignmentRate pFLAlign's eta
 * @param selfCorrection pFLAlign's, for clusters of few clients
 * @param proximalMu FedProx's mu
 * @param dittoLambda Ditto's lambda
 * @param sgdRate SCAFFOLD's eta
 */
public record MethodSettings(
    AlignmentVariant alignment,
    AlignmentRate alignmentRate,
    SelfCorrection selfCorrection,
    float proximalMu,
    float dittoLambda,
    float sgdRate) {
  /**
   * The defaults: whole pFLAlign, its rate calibrated beside AdamW's; mu 0.01 as in the papers'
   * code, lambda 0.1, eta 0.1.
   */
  public static MethodSettings defaults(float adamRate) {
    return new MethodSettings(
        AlignmentVariant.FULL,
        AlignmentRate.auto(adamRate),
        SelfCorrection.SMALL,
        0.01f,
        0.1f,
        0.1f);
  }
}
