/**
 * Measures the stability of training: the noise of a curve ({@link
 * io.tributary.infra.measure.stability.CurveChange}) and the signal-to-noise ratio of gradients or
 * updates ({@link io.tributary.infra.measure.stability.Gsnr}). Enter at these. Pure.
 */
package io.tributary.infra.measure.stability;
