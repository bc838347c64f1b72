package io.tributary.schemas.adapter;

/** One of the two factors of a site; the adapted layer is {@code W0 + scale * B A}. */
public enum AdapterFactor {
  /** {@code rank x inputs}: component k is row k. */
  A,
  /** {@code outputs x rank}: component k is column k. */
  B
}
