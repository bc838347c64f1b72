package io.tributary.schemas.update;

/** The encoding of a payload's floats. */
public enum PayloadEncoding {
  /** Little-endian IEEE 754 single precision. */
  FLOAT32
}
