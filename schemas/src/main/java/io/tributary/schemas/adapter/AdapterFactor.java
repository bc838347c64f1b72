package io.tributary.schemas.adapter;

/** One of the two factors of a target module; the adapted layer is {@code W0 + scale * B A}. */
public enum AdapterFactor {
  /** Factor A, {@code rank x inputs}: component k is row k. */
  A,
  /** Factor B, {@code outputs x rank}: component k is column k. */
  B
}
