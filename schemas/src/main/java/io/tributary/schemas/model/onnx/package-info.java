/**
 * Reads the weights of an ONNX file in one pass, one weight in memory at a time. Enter at {@link
 * io.tributary.schemas.model.onnx.OnnxReader}. Must not import DJL.
 */
package io.tributary.schemas.model.onnx;
