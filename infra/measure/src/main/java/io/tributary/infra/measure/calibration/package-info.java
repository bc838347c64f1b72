/**
 * Whether confidences are honest: of the answers given with confidence 0.8, are 80 % right? Enter
 * at {@link io.tributary.infra.measure.calibration.Reliability}. Pure.
 */
package io.tributary.infra.measure.calibration;
