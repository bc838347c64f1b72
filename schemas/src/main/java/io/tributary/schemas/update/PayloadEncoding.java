package io.tributary.schemas.update;

/** How a payload's floats are written. */
public enum PayloadEncoding {
  /** Little-endian IEEE 754 single precision. */
  FLOAT32
}
