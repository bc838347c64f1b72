package io.tributary.worker.method;

import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;

/**
 * The settings of all local methods; each method uses its own.
 *
 * @param alignment pFLAlign, whole or an ablation
 * @param alignmentRate pFLAlign's eta
 * @param selfCorrection pFLAlign's, for clusters of few clients
 * @param proximalMu FedProx's mu
 * @param dittoLambda Ditto's lambda
 * @param sgdRate SCAFFOLD's eta
 * @param commonVariate SCAFFOLD's c
 * @param clipOf gradient that FedProx, Ditto and HetLoRA clip
 * @param pruneGamma HetLoRA's gamma
 * @param pruneLambda HetLoRA's lambda
 */
public record MethodSettings(
    AlignmentVariant alignment,
    AlignmentRate alignmentRate,
    SelfCorrection selfCorrection,
    float proximalMu,
    float dittoLambda,
    float sgdRate,
    ScaffoldOption commonVariate,
    ClipTarget clipOf,
    float pruneGamma,
    float pruneLambda) {
  /**
   * Returns the defaults: whole pFLAlign, its rate calibrated beside AdamW's; mu 0.01 as in the
   * papers' code, lambda 0.1, eta 0.1; HetLoRA prunes one component at a time.
   */
  public static MethodSettings defaults(float adamRate) {
    return new MethodSettings(
        AlignmentVariant.FULL,
        AlignmentRate.auto(adamRate),
        SelfCorrection.SMALL,
        0.01f,
        0.1f,
        0.1f,
        ScaffoldOption.RUNNING,
        ClipTarget.OBJECTIVE,
        0.99f,
        5e-3f);
  }

  /** Returns these settings with another pFLAlign. */
  public MethodSettings aligned(
      AlignmentVariant variant, AlignmentRate rate, SelfCorrection correction) {
    return new MethodSettings(
        variant,
        rate,
        correction,
        proximalMu,
        dittoLambda,
        sgdRate,
        commonVariate,
        clipOf,
        pruneGamma,
        pruneLambda);
  }
}
