/**
 * Measures whether confidences are calibrated, that is whether 80 % of the answers given with
 * confidence 0.8 are right. Enter at {@link
 * io.tributary.infra.measure.calibration.ReliabilityDiagram}. Pure.
 */
package io.tributary.infra.measure.calibration;
